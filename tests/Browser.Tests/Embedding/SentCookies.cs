using System.Collections.Concurrent;
using System.Text.Json;

namespace Browser.Tests.Embedding;

/// <summary>Which cookies a tab sends, with requests and with the opening of sockets: as the browser itself tells.</summary>
internal sealed class SentCookies
{
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly ConcurrentDictionary<string, byte> _asked = new();

    /// <summary>The cookies' names.</summary>
    public IReadOnlyCollection<string> Names => _sent;

    /// <summary>The paths that were asked for, sockets among them.</summary>
    public ICollection<string> Paths => _asked.Keys;

    public static async Task<SentCookies> WatchAsync(IPage page)
    {
        var sent = new SentCookies();
        var tools = await page.Context.NewCDPSessionAsync(page);
        tools.Event("Network.requestWillBeSent").OnEvent += (_, told) =>
            sent.Ask(told!.Value.GetProperty("request").GetProperty("url").GetString()!);
        tools.Event("Network.webSocketCreated").OnEvent += (_, told) => sent.Ask(told!.Value.GetProperty("url").GetString()!);
        tools.Event("Network.requestWillBeSentExtraInfo").OnEvent += (_, told) => sent.Read(told!.Value);
        tools.Event("Network.webSocketWillSendHandshakeRequest").OnEvent += (_, told) => sent.Read(told!.Value.GetProperty("request"));
        await tools.SendAsync("Network.enable");
        return sent;
    }

    private void Ask(string url) => _asked[new Uri(url).AbsolutePath] = 0;

    private void Read(JsonElement request)
    {
        foreach (var header in request.GetProperty("headers").EnumerateObject())
        {
            if (header.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)) _sent.Enqueue(header.Value.GetString()!.Split('=')[0]);
        }
    }
}
