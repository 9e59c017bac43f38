using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Reviews.Api.Faces;
using Reviews.Api.Pages.Covers;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Reviews.Api.Tests.Faces;

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
        Assert.All(CoverPalette.Names, name => Assert.NotEqual(CoverShapes.Palette($"cover-{name}-1"), CoverShapes.Palette($"cover-{name}-2")));
        using var fonts = new CoverFonts();
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; drawn.Count < Cover.Arts.Count; i++)
        {
            if (drawn.Add(Cover.Of(Film($"film-{i}", "A Film")).Art.Name)) AssertPicture(CoverPicture.Draw(Film($"film-{i}", "A Film"), fonts));
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
        AssertPicture(CoverPicture.Draw(Film("film", title), fonts));
    }

    [Fact]
    public void Draw_OtherTitle_IsAnotherPicture()
    {
        using var fonts = new CoverFonts();
        Assert.Equal(CoverPicture.Draw(Film("film", "One"), fonts), CoverPicture.Draw(Film("film", "One"), fonts));
        Assert.NotEqual(CoverPicture.Draw(Film("film", "One"), fonts), CoverPicture.Draw(Film("film", "Other"), fonts));
        Assert.NotEqual(CoverPictures.TagOf(Film("film", "One")), CoverPictures.TagOf(Film("film", "Other")));
    }

    private static FilmDetails Film(string filmId, string title) => new() { FilmId = filmId, Title = title, Genre = "Drama", Identity = filmId };

    private static void AssertPicture(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        Assert.Equal((CoverPicture.Width, CoverPicture.Height), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        Assert.InRange(png.Length, 5_000, 200_000);
    }
}
