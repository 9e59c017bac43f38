using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Reviews.Application.Site;

/// <summary>Absolute addresses, for emails and for machines. No request decides what they begin with.</summary>
/// <param name="site">What they begin with, without a slash at its end.</param>
internal sealed class SiteLinks(Func<string> site)
{
    /// <summary>As set in the options, or else where the server listens, as seen from this machine.</summary>
    public static SiteLinks Of(string? told, IServer server) =>
        told?.TrimEnd('/') is { } site ? new SiteLinks(() => site) : new SiteLinks(() => Listening(server));

    /// <summary>The address of a page.</summary>
    /// <param name="path">Its path, such as <c>/account/confirm</c>.</param>
    /// <param name="query">What follows it.</param>
    public string To(string path, params ReadOnlySpan<(string Name, string Value)> query)
    {
        var all = QueryString.Empty;
        foreach (var (name, value) in query) all = all.Add(name, value);
        return To(path, all);
    }

    /// <summary>The address of a page, with a query from elsewhere.</summary>
    public string To(string path, QueryString query) => site() + path + query.ToUriComponent();

    private static string Listening(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses;
        var address = addresses?.FirstOrDefault() ?? throw new InvalidOperationException("Links are made while the server listens.");
        var binding = BindingAddress.Parse(address);
        var host = binding.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : binding.Host;
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{binding.Scheme}://{host}:{binding.Port}{binding.PathBase}");
    }
}
