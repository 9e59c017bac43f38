using System.Net.Http.Headers;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Pages;

/// <summary>What is the same for everybody travels compressed; what is for one member does not.</summary>
public sealed class CompressionTests(CompressionTests.SiteWithBundles bundled) : IClassFixture<CompressionTests.SiteWithBundles>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/films")]
    [InlineData("/account/login")]
    [InlineData("/api/films")]
    [InlineData("/sitemap.xml")]
    [InlineData("/dist/site.js")]
    [InlineData("/dist/site.css")]
    public async Task Get_ByAnybody_IsCompressed(string path)
    {
        using var visitor = Compressing(bundled.Site.Visitor());
        using var answer = await visitor.AskAsync(path);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task Get_ByAnybodyWhoKnowsNoCompression_IsPlain()
    {
        using var visitor = bundled.Site.Visitor();
        using var answer = await visitor.AskAsync("/films");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    /// <summary>Compressed together with what the address repeats on the page, a token could be guessed from lengths.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/films?search=token")]
    [InlineData("/account/settings")]
    [InlineData("/api/me")]
    public async Task Get_ByAMember_IsPlain(string path)
    {
        var email = Calls.NewEmail();
        using var withToken = Compressing(await bundled.Site.NewMemberAsync(email));
        using var withCookie = Compressing(await bundled.Site.BrowserAsync(email));
        foreach (var member in (HttpClient[])[withToken, withCookie])
        {
            using var answer = await member.AskAsync(path);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
        }
    }

    [Fact]
    public async Task Get_ScriptByAMember_IsCompressed()
    {
        var email = Calls.NewEmail();
        (await bundled.Site.NewMemberAsync(email)).Dispose();
        using var member = Compressing(await bundled.Site.BrowserAsync(email));
        using var answer = await member.AskAsync("/dist/site.js");
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    private static HttpClient Compressing(HttpClient client)
    {
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        return client;
    }

    /// <summary>A site that finds the pages' script and styles, as the program does where it was built.</summary>
    public sealed class SiteWithBundles() : SiteFixture;
}
