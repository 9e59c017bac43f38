using System.Net;
using System.Net.Sockets;
using System.Text;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Me;

/// <summary>Whoever sends a file slowly is waited for, and nobody waits with them.</summary>
public sealed class SlowImportTests(SharedSite shared)
{
    private const string Path = "/api/me/imports?dryRun=true";
    private const string Rows = "Date,Name,Year,Letterboxd URI,Rating\n2020-01-03,Amelie,2001,,5\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_WhileManyOthersDrip_IsReadAtOnceAndEachMemberSendsOneFile()
    {
        var slow = new List<(HttpClient Member, TcpClient Line)>();
        for (var i = 0; i < 8; i++)
        {
            var member = await shared.Site.NewMemberAsync();
            slow.Add((member, await DripAsync(member)));
        }

        foreach (var (member, _) in slow)
        {
            // 409 tells that the slow file is being read: of each member one is at a time.
            using var second = await Eventually.GetAsync(() => SendAsync(member), answer => answer.StatusCode == HttpStatusCode.Conflict);
            await ProblemAssert.IsAsync(HttpStatusCode.Conflict, second);
        }

        using var other = await shared.Site.NewMemberAsync();
        using var read = await SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        foreach (var (member, line) in slow)
        {
            line.Dispose();   // gone, and so is its place
            using var again = await Eventually.GetAsync(() => SendAsync(member), answer => answer.StatusCode == HttpStatusCode.OK);
            member.Dispose();
        }
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient member) =>
        member.PostAsync(Path, new StringContent(Rows, Encoding.UTF8, new System.Net.Http.Headers.MediaTypeHeaderValue("text/csv")), Ct);

    /// <summary>Begins to send a file of 10,000 bytes, and stops.</summary>
    private async Task<TcpClient> DripAsync(HttpClient member)
    {
        var tcp = new TcpClient();
        await tcp.ConnectAsync(shared.Site.Address.Host, shared.Site.Address.Port, Ct);
        var head =
            $"POST {Path} HTTP/1.1\r\nHost: {shared.Site.Address.Authority}\r\nAuthorization: "
            + $"{member.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: text/csv\r\nContent-Length: 10000\r\n\r\n{Rows}";
        await tcp.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Ct);
        return tcp;
    }
}
