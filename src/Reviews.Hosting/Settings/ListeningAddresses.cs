using System.Net;

namespace Reviews.Hosting.Settings;

/// <summary>Where the configuration tells the server to listen.</summary>
public static class ListeningAddresses
{
    /// <summary>
    /// Listens at an address unless the command line, the environment or a settings file names another, in any of the ways the framework
    /// supports.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="address">The address, such as <c>http://127.0.0.1:5080</c>.</param>
    public static WebApplicationBuilder ListenByDefaultAt(this WebApplicationBuilder builder, string address)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Of(builder.Configuration).Any()) builder.WebHost.UseUrls(address);
        return builder;
    }

    /// <summary>Whether another machine can reach one of them.</summary>
    /// <param name="configuration">The whole configuration.</param>
    public static bool AreBeyondLoopback(IConfiguration configuration) => !Of(configuration).All(IsLoopback);

    /// <summary>As Kestrel does: its own endpoints take precedence over <c>Urls</c>, and those over ports.</summary>
    private static IEnumerable<string> Of(IConfiguration configuration)
    {
        string[] endpoints =
            [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>()];
        if (endpoints.Length > 0) return endpoints;
        if (Parts(configuration["Urls"]) is { Length: > 0 } urls) return urls;
        return Parts(configuration["HTTP_PORTS"]).Concat(Parts(configuration["HTTPS_PORTS"])).Select(port => $"http://*:{port}");
    }

    private static bool IsLoopback(string address)
    {
        try
        {
            var binding = BindingAddress.Parse(address);
            return binding.IsUnixPipe || binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
                || (IPAddress.TryParse(binding.Host, out var ip) && IPAddress.IsLoopback(ip));
        }
        catch (FormatException)
        {
            return true;   // the server itself reports that this is not an address
        }
    }

    private static string[] Parts(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
