using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Web.Covers;

namespace Reviews.Api.Tests.Metadata;

public sealed class CoverPictureTests(SharedSite shared)
{
    private const string Path = "/films/never-let-me-go-2010/cover.png";

    [Fact]
    public async Task Cover_KnownFilm_IsAPictureThatMayBeKept()
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(Path);
        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(CoverPictures.Keeping, response.Headers.CacheControl?.ToString());
        AssertPicture(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));

        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(response.Headers.ETag!.Tag));
        using var unchanged = await visitor.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
    }

    [Theory]
    [InlineData("/films/no-such-film/cover.png")]
    [InlineData("/films/No%20Slug/cover.png")]
    public async Task Cover_UnknownFilm_Is404(string path)
    {
        using var visitor = shared.Site.Visitor();
        using var response = await visitor.AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    /// <summary>Every composition and palette that pages have can be drawn here as well.</summary>
    [Fact]
    public void Draw_EveryArtAndPalette_IsAPicture()
    {
        Assert.All(Cover.Arts, art => Assert.NotEmpty(CoverShapes.Art(art.Name)));
        Assert.All(
            CoverPalette.Names, name => Assert.NotEqual(CoverShapes.Palette($"cover-{name}-1"), CoverShapes.Palette($"cover-{name}-2")));
        using var fonts = new CoverFonts();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; drawn.Count < Cover.Arts.Count; i++)
        {
            if (drawn.Add(Cover.Of(Film($"film-{i}", "A Film")).Art.Name))
                AssertPicture(CoverPicture.Draw(Shown($"film-{i}", "A Film"), fonts));
        }
    }

    [Theory]
    [InlineData("Łódź, Amélie")]
    [InlineData("七人の侍")]
    [InlineData("🎬")]
    [InlineData("ספר")]
    public void Draw_AnyTitle_IsAPicture(string title)
    {
        using var fonts = new CoverFonts();
        AssertPicture(CoverPicture.Draw(Shown("film", title), fonts));
    }

    [Fact]
    public void Draw_OtherTitle_IsAnotherPicture()
    {
        using var fonts = new CoverFonts();
        Assert.Equal(CoverPicture.Draw(Shown("film", "One"), fonts), CoverPicture.Draw(Shown("film", "One"), fonts));
        Assert.NotEqual(CoverPicture.Draw(Shown("film", "One"), fonts), CoverPicture.Draw(Shown("film", "Other"), fonts));
        Assert.NotEqual(Shown("film", "One").Tag, Shown("film", "Other").Tag);
    }

    [Theory]
    [InlineData("Gravity")]
    [InlineData("What they are for: three friends at a school that never says so, and the years after it")]
    [InlineData("七人の侍")]
    public void Draw_Article_ShowsItsHeadlineAndItsStars(string headline)
    {
        using var fonts = new CoverFonts();
        var (good, better, other) = (Article(headline, 7), Article(headline, 8), Article("Another", 7));
        AssertPicture(CoverPicture.Draw(good, fonts));
        AssertPicture(CoverPicture.Draw(Article(headline, 0), fonts));
        Assert.NotEqual(CoverPicture.Draw(good, fonts), CoverPicture.Draw(better, fonts));
        Assert.NotEqual(CoverPicture.Draw(good, fonts), CoverPicture.Draw(other, fonts));
        Assert.Equal(3, new[] { good.Tag, better.Tag, other.Tag }.Distinct().Count());
        Keep(good);

        void Keep(SharedPicture shown)
        {
            var file = System.IO.Path.Combine(Repository.Root, "artifacts", "screenshots", $"shared-{headline.Length}.png");
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, CoverPicture.Draw(shown, fonts));
        }
    }

    [Fact]
    public async Task Cover_Article_IsAPictureAndADraftHasNone()
    {
        var (slug, draft) = (EditorCalls.NewSlug(), EditorCalls.NewSlug());
        using var editor = await shared.Site.EditorAsync();
        await editor.SaveAsync(
            slug, new { title = "Seen", filmId = "alien-1979", stars = 3.5, markdown = "Begins.\n\n<!-- preview ends -->\n\nEnds." });
        await editor.SaveAsync(draft, new { title = "Unseen", filmId = "alien-1979", stars = 3.5, markdown = "Begins.", state = "draft" });
        using var visitor = shared.Site.Visitor();
        using var seen = await visitor.AskAsync($"/reviews/{slug}/cover.png");
        AssertPicture(await seen.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        using var page = await visitor.AskAsync($"/reviews/{slug}");
        Assert.Contains($"/reviews/{slug}/cover.png", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        foreach (var hidden in new[] { draft, "no-such-article", "No%20Slug" })
        {
            using var none = await visitor.AskAsync($"/reviews/{hidden}/cover.png");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    private static SharedPicture Shown(string filmId, string title) => SharedPicture.Of(Film(filmId, title));

    private static SharedPicture Article(string headline, byte halfStars) => SharedPicture.Of(
        new ArticleSummary("slug", 1, headline, "Ines Halloran", "never-let-me-go-2010", halfStars, ArticleAccess.Subscribers, false,
            DateTimeOffset.UnixEpoch, "Begins."),
        Film("never-let-me-go-2010", "Never Let Me Go"));

    private static FilmDetails Film(string filmId, string title) =>
        new() { FilmId = filmId, Title = title, Genre = "Drama", Identity = filmId };

    private static void AssertPicture(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((CoverPicture.Width, CoverPicture.Height),
            (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.InRange(png.Length, 5_000, 200_000);
    }
}
