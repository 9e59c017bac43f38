using System.Net;
using System.Text.Json;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Sample;
using Reviews.Contracts.Members;

namespace Reviews.Api.Tests.Catalogue;

/// <summary>The sample catalogue, from the file that npm brings: <c>./reviews test</c> fetches it first.</summary>
[Trait("Category", "Slow")]
public sealed class SampleTests
{
    private static readonly string[] WithSample = ["--Reviews:Sample=true"];

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "sample", "movies.json");

    [Fact]
    public async Task EmptyStore_FirstStart_HasTheSampleWithOurSupplement_AndASecondImportChangesNothing()
    {
        await using var site = await Site.StartAsync(WithSample);
        using var visitor = site.Visitor();
        var film = await visitor.ReadAsync("/api/films/never-let-me-go-2010");
        Assert.Equal("2010-10-15", film.GetProperty("releaseDate").GetString());
        Assert.Equal("""{"rating":"R","reason":"for some sexuality and nudity"}""", film.GetProperty("mpaa").GetRawText());
        Assert.Equal(103, film.GetProperty("runtimeMinutes").GetInt32());
        Assert.Equal("Drama", film.GetProperty("genre").GetString());
        Assert.Equal("""["Mark Romanek"]""", film.GetProperty("directors").GetRawText());
        Assert.Equal(["IMDb", "Rotten Tomatoes"],
            film.GetProperty("externalScores").EnumerateArray().Select(score => score.GetProperty("source").GetString()).Order());
        Assert.Contains("row 3054 refused", site.Output, StringComparison.Ordinal);
        Assert.Equal(11, (await visitor.ReadAsync("/api/films/never-let-me-go-2010/rating")).GetProperty("count").GetInt32());
        Assert.EndsWith("(sample reader)", (await visitor.ReadAsync("/api/users/1000001")).GetProperty("displayName").GetString(),
            StringComparison.Ordinal);

        await AssertReviewedAsync(visitor);

        using var client = await site.OperatorAsync();
        using var response = await client.PostJsonAsync(
            "/api/admin/films", await File.ReadAllTextAsync(Sample, TestContext.Current.CancellationToken));
        var report = await response.ReadJsonAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((0, 0, 3_200), (Count(report, "taken"), Count(report, "changed"), Count(report, "unchanged")));
        Assert.Equal(3_200, await TotalAsync(site));
    }

    [Fact]
    public async Task Sample_LeftOut_HasNoReaderAndNoReview()
    {
        await using var site = await Site.StartAsync();
        using var visitor = site.Visitor();
        using var reader = await visitor.AskAsync("/api/users/1000001");
        Assert.Equal(HttpStatusCode.NotFound, reader.StatusCode);
    }

    [Fact]
    public async Task Store_WithPartOfTheSample_IsFilledAtTheNextStart()
    {
        var folder = Site.NewFolder();
        await using (var cut = await Site.StartAsync(folder: folder))
        {
            using var rows = JsonDocument.Parse(await File.ReadAllBytesAsync(Sample, TestContext.Current.CancellationToken));
            var some = rows.RootElement.EnumerateArray().Where(
                row => row.GetProperty("Release Date").ToString().EndsWith("1998", StringComparison.Ordinal));
            await cut.ImportAsync(JsonSerializer.Serialize(some.Take(50)));   // as far as a start came that was killed
        }

        await using (var next = await Site.StartAsync(WithSample, folder))
        {
            await Eventually.GetAsync(() => TotalAsync(next), total => total == 3_200);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Store_WithFilmsOfSomebodysOwn_IsLeftAlone()
    {
        var folder = Site.NewFolder();
        await using (var own = await Site.StartAsync(folder: folder))
        {
            await own.ImportAsync("""[{ "title": "A Film of Our Town", "releaseDate": "2020-02-02" }]""");
        }

        await using (var next = await Site.StartAsync(WithSample, folder))
        {
            await Eventually.GetAsync(() => next.Output, said => said.Contains("is ready", StringComparison.Ordinal));
            Assert.Equal(1, await TotalAsync(next));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Store_WhoseStartDiedBeforeTheLastReadersLastVote_HasItAfterTheNext()
    {
        const string film = "avatar-2009";
        var folder = Site.NewFolder();
        string whole;
        await using (var cut = await Site.StartAsync(WithSample, folder))
        {
            whole = await RatingAsync(cut);
            var last = cut.Grains.GetGrain<IUserGrain>(1_000_036);
            var stamp = (await last.AccountAsync())!.SecurityStamp;
            Assert.Equal(
                RateOutcome.Done, (
                    await last.RateAsync(new RateCommand(stamp, film, 0, VoteOrigin.Sample, TimeSpan.FromSeconds(10)))).Outcome);
            await Eventually.GetAsync(() => RatingAsync(cut), rating => rating != whole);
        }

        await using (var next = await Site.StartAsync(WithSample, folder))
        {
            await Eventually.GetAsync(() => RatingAsync(next), rating => rating == whole);
            using var visitor = next.Visitor();
            await AssertReviewedAsync(visitor);
        }

        Directory.Delete(folder, recursive: true);

        static async Task<string> RatingAsync(Site site)
        {
            using var visitor = site.Visitor();
            return (await visitor.ReadAsync($"/api/films/{film}/rating")).GetProperty("histogram").GetRawText();
        }
    }

    /// <summary>Each review of the file is there, marked as a sample reader's, with its stars; and some were helpful.</summary>
    private static async Task AssertReviewedAsync(HttpClient visitor)
    {
        var all = new List<JsonElement>();
        foreach (var filmId in new SampleReviews().All.Select(review => review.Film).Distinct(StringComparer.Ordinal))
            all.AddRange(
                (await visitor.ReadAsync($"/api/films/{filmId}/reviews?sort=helpful&pageSize=100")).GetProperty("items").EnumerateArray());
        Assert.All(
            all, review => Assert.EndsWith("(sample reader)", review.GetProperty("displayName").GetString(), StringComparison.Ordinal));
        Assert.All(all, review => Assert.Equal(JsonValueKind.Null, review.GetProperty("editedAt").ValueKind));
        Assert.Equal(
            new SampleReviews().All.Select(review => $"{review.Title}: {review.HalfStars}").Order(StringComparer.Ordinal),
            all.Select(review => $"{review.GetProperty("title").GetString()}: {review.GetProperty("stars").GetDecimal() * 2:0}")
                .Order(StringComparer.Ordinal));
        Assert.Contains(all, review => review.GetProperty("helpful").GetInt32() > 2);
        Assert.Contains(all, review => review.GetProperty("spoilers").GetBoolean());
    }

    private static int Count(JsonElement report, string what) => report.GetProperty(what).GetInt32();

    private static async Task<int> TotalAsync(Site site)
    {
        using var visitor = site.Visitor();
        return (await visitor.ReadAsync("/api/films?pageSize=1")).GetProperty("total").GetInt32();
    }
}
