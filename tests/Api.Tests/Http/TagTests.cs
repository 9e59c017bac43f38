using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.OpenApi;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>What may be kept has a tag, and whoever has it already is told so and no more.</summary>
public sealed class TagTests(SharedSite shared)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/films")]
    [InlineData("/api/films?search=let&facets=true")]
    [InlineData("/api/films/never-let-me-go-2010")]
    [InlineData("/api/films/never-let-me-go-2010/rating")]
    [InlineData("/api/films/never-let-me-go-2010/reviews")]
    [InlineData("/api/articles")]
    [InlineData("/api/ratings/method")]
    [InlineData("/feed.xml")]
    [InlineData("/sitemap.xml")]
    [InlineData("/robots.txt")]
    [InlineData("/openapi/v1.json")]
    public async Task Get_WhatMayBeKept_HasATagAnd304(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var first = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.NotNull(first.Headers.ETag);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, path) { Headers = { IfNoneMatch = { first.Headers.ETag } } };
            using var again = await visitor.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(first.Headers.ETag, again.Headers.ETag);
            Assert.Equal(first.Headers.CacheControl, again.Headers.CacheControl);
            Assert.Empty(await again.Content.ReadAsByteArrayAsync(Ct));
        }

        using var other = new HttpRequestMessage(HttpMethod.Get,
            path) { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"another\"") } } };
        using var whole = await visitor.SendAsync(other, Ct);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.NotEmpty(await whole.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Get_CompressedAndNot_HasTheSameTag()
    {
        using var visitor = shared.Site.Visitor();
        using var plain = await visitor.AskAsync("/api/films");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/films") { Headers = { AcceptEncoding = { new("gzip") } } };
        using var packed = await visitor.SendAsync(request, Ct);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Headers.ETag, packed.Headers.ETag);
    }

    [Fact]
    public async Task Get_ChangedFilm_HasAnotherTagInTheList()
    {
        var filmId = await shared.NewFilmAsync();
        using var visitor = shared.Site.Visitor();
        var path = $"/api/films/{filmId}/rating";
        using var before = await visitor.AskAsync(path);
        using var member = await shared.Site.NewMemberAsync();
        await member.VoteAsync(filmId, "4");
        await Eventually.GetAsync(async () => await TagOfAsync(visitor, path), tag => !Equals(tag, before.Headers.ETag));
    }

    [Fact]
    public async Task Get_WhatIsOnesOwn_HasNoTag()
    {
        using var member = await shared.Site.NewMemberAsync();
        foreach (var path in new[] { "/api/me", "/api/me/ratings", "/api/me/export", "/api/me/imports" })
        {
            using var answer = await member.AskAsync(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Null(answer.Headers.ETag);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
        }
    }

    private static async Task<EntityTagHeaderValue?> TagOfAsync(HttpClient visitor, string path)
    {
        using var answer = await visitor.AskAsync(path);
        return answer.Headers.ETag;
    }

    [Fact]
    public async Task Document_AskedForByManyAtOnce_IsMadeOnceAndIsOpenApi31()
    {
        using var visitor = shared.Site.Visitor();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.ReadAsync("/openapi/v1.json")));
        Assert.All(answers, answer => Assert.StartsWith("3.1", answer.GetProperty("openapi").GetString(), StringComparison.Ordinal));
        Assert.Equal(1, shared.Site.App.Services.GetRequiredService<ApiDocumentText>().Made);
    }
}
