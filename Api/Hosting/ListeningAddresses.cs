using System.Net;

namespace Reviews.Api.Hosting;

/// <summary>Where the configuration tells the server to listen.</summary>
internal static class ListeningAddresses
{
    /// <summary>Where the site listens when nobody says: only this machine reaches it there.</summary>
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>Listens at the default address unless the command line, the environment or a file of settings says another, in any of the
    /// ways that the framework knows.</summary>
    public static WebApplicationBuilder AddDefaultAddress(this WebApplicationBuilder builder)
    {
        if (!Of(builder.Configuration).Any()) builder.WebHost.UseUrls(Default);
        return builder;
    }

    /// <summary>Whether another machine can reach one of them.</summary>
    public static bool AreBeyondLoopback(IConfiguration configuration) => !Of(configuration).All(IsLoopback);

    /// <summary>As Kestrel chooses: its own endpoints take precedence over <c>Urls</c>, and these over ports.</summary>
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
            return true;   // the server says itself that this is no address
        }
    }

    private static string[] Parts(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
