using System.Net.Sockets;
using System.Text;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>Sends what HttpClient would tidy up first.</summary>
internal static class RawHttp
{
    /// <summary>The status line of the answer to a request as it is written here.</summary>
    public static async Task<string> StatusLineAsync(Uri address, string requestLine)
    {
        var ct = TestContext.Current.CancellationToken;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"{requestLine} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"), ct);
        using var reader = new StreamReader(stream);
        return await reader.ReadLineAsync(ct) ?? "";
    }
}
