using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Articles;
using Reviews.Application.Concurrency;
using Reviews.Web.Covers;

namespace Reviews.Api.Tests.Http;

/// <summary>What costs work is done once, however many ask.</summary>
public sealed class OnceTests
{
    private const int Readers = 50;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact, Trait("Category", "Slow")]
    public async Task Article_ReadByManyAtOnce_IsRenderedOnceARevision()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync("""[{ "title": "Alien", "releaseDate": "1979-05-25" }]""");
        using var editor = await site.EditorAsync();
        var text = new StringBuilder("Open.\n\n<!-- preview ends -->\n\n");
        for (var i = 0; i < 2_000; i++) text.Append("A long paragraph with *some* words in it, and then some more of them.\n\n");
        await editor.SaveAsync("long", new { title = "Long", filmId = "alien-1979", access = "subscribers", markdown = text.ToString() });
        using var subscriber = await site.NewMemberAsync();
        await site.SubscribeAsync(await subscriber.IdAsync(), site.Clock.GetUtcNow().AddDays(1));
        using var visitor = site.Visitor();
        var (articles, openings) = (site.App.Services.GetRequiredService<ArticleHtmlCache>(),
            site.App.Services.GetRequiredService<OpeningCache>());
        Assert.Equal(0, articles.Rendered);

        var read = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => subscriber.ReadAsync("/api/articles/long")));
        Assert.All(read, article => Assert.False(article.GetProperty("isPreview").GetBoolean()));
        Assert.Equal(1, articles.Rendered);
        var before = openings.Rendered;
        var previews = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => visitor.ReadAsync("/api/articles/long")));
        Assert.All(previews, article => Assert.Equal("<p>Open.</p>", article.GetProperty("html").GetString()!.Trim()));
        Assert.InRange(openings.Rendered - before, 0, 1);
        Assert.Equal(1, articles.Rendered);

        await editor.SaveAsync(
            "long", new { title = "Longer", filmId = "alien-1979", access = "subscribers", markdown = text.Append("More.").ToString() });
        await Eventually.GetAsync(
            () => subscriber.ReadAsync("/api/articles/long"), article => article.GetProperty("title").GetString() == "Longer");
        Assert.Equal(2, articles.Rendered);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Picture_AskedForByFiftyAtOnce_IsDrawnOnce()
    {
        await using var site = await Site.StartAsync();
        await site.ImportAsync(
            """[{ "title": "Alien", "releaseDate": "1979-05-25" }, { "title": "Zodiac", "releaseDate": "2007-03-02" }]""");
        using var visitor = site.Visitor();
        foreach (var path in new[] { "/films/alien-1979/cover.png", "/films/zodiac-2007/cover.png" })
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => visitor.AskAsync(path)));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        }

        Assert.Equal(2, site.App.Services.GetRequiredService<CoverPictures>().Drawn);
    }

    [Fact]
    public async Task Cache_WhatFails_IsMadeAnewAndWhatIsTooMuchIsForgotten()
    {
        using var cache = new SingleFlightCache<int, string>(maxBytes: 10, value => value.Length);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => cache.GetAsync(1, () => throw new InvalidOperationException("Not yet."), Ct));
        Assert.Equal("12345", await cache.GetAsync(1, () => Task.FromResult("12345"), Ct));
        Assert.Equal("12345", await cache.GetAsync(1, () => Task.FromResult("other"), Ct));
        Assert.Equal("a value of more than all", await cache.GetAsync(2, () => Task.FromResult("a value of more than all"), Ct));
        Assert.Equal("another", await cache.GetAsync(2, () => Task.FromResult("another"), Ct));
        Assert.Equal(3, cache.Made);
    }

    [Fact]
    public async Task Cache_OneWhoLeaves_EndsNothingForTheOthers()
    {
        using var cache = new SingleFlightCache<int, string>(maxBytes: 10, value => value.Length);
        var made = new TaskCompletionSource<string>();
        using var leaving = new CancellationTokenSource();
        var first = cache.GetAsync(1, () => made.Task, leaving.Token);
        var second = cache.GetAsync(1, () => Task.FromResult("other"), Ct);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        made.SetResult("one");
        Assert.Equal("one", await second);
    }
}
