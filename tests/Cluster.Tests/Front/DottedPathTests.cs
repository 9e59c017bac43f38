using System.Net.Sockets;
using System.Text;

namespace Cluster.Tests.Front;

/// <summary>What the front's own server would take out of a path is refused before it is handed on.</summary>
public sealed class DottedPathTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/me/imports/..")]
    [InlineData("/api/me/imports/%2E%2e")]
    [InlineData("/api/me/./?x=1")]
    public async Task Delete_ByAPathWithDots_ReachesNoApi(string path)
    {
        await using var api = Backend.Start("one");
        await using var gateway = await RunningGateway.StartAsync(api.Address);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(gateway.Address.Host, gateway.Address.Port, Now);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"DELETE {path} HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nConnection: close\r\n\r\n"), Now);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Now);
        Assert.StartsWith("HTTP/1.1 404", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Equal(0, api.Served);
    }
}
