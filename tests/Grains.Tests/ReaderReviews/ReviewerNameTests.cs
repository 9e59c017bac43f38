using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Films;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;

namespace Grains.Tests.ReaderReviews;

/// <summary>A member's new public name reaches all they have written, whatever happens on the way.</summary>
public sealed class ReviewerNameTests
{
    private const long Member = 42;
    private const string New = "Kathy H";

    private static readonly string[] Films = ["alien-1979", "heat-1995", "ran-1985"];
    private static readonly WrittenReview Text = new("Headline", "Ten characters and more.", false);

    [Fact]
    public async Task Rename_MemberWithReviews_ReachesEachOfThem()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        await RenameAsync(silo, New, "second", "first");
        await BearAsync(silo, New);
        await RenameAsync(silo, "Ruth C", "third", "second");
        await BearAsync(silo, "Ruth C");
        Assert.All(await OwnAsync(silo), review => Assert.Null(review!.Face.EditedAt));
    }

    [Fact]
    public async Task Rename_ReviewsCantBeWritten_ReachesThemLater()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        silo.Faults.FailNext("film/");
        await RenameAsync(silo, New, "second", "first");
        await BearAsync(silo, New);
    }

    [Theory, InlineData("user/", true), InlineData("film/", true), InlineData("film/", false), InlineData("shard/", false)]
    public async Task Rename_ProcessDies_ReachesThemAfterwards(string journal, bool storeFirst)
    {
        using var store = new TestStore();
        await using (var silo = await StartAsync(store))
        {
            await silo.DieDuringAsync(journal, storeFirst, () => silo.User(Member).PutAccountAsync(Renamed(New, "second"), "first", null));
        }

        await using var next = await TestSilo.StartAsync(store, TakeUpSoon);
        await BearAsync(next, New);
    }

    [Fact]
    public async Task Rename_AnEarlierNameComesLate_ChangesNothing()
    {
        using var store = new TestStore();
        await using var silo = await StartAsync(store);
        var review = silo.Grains.GetGrain<IReviewGrain>(Member, Films[0], null);
        var incarnation = silo.Services.GetRequiredService<IStoreHistory>().Current;
        await review.RenameAsync(new ReviewerName("Third", 3, incarnation));
        await review.RenameAsync(new ReviewerName("Second", 2, incarnation));
        Assert.Equal("Third", (await review.ReadAsync())!.Face.DisplayName);
        Assert.Equal("Third", (await silo.Film(Films[0]).ReadAsync()).Writing!.Newest.Single().DisplayName);
    }

    [Theory, InlineData(0), InlineData(1)]
    public async Task WriteAccountAsync_OneOfTwoClaimsWasRefused_WritesNothing(int refused)
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.JoinAsync(Member);
        string[] names = [NameClaims.DisplayName("KATHY H"), NameClaims.Look("kathy h")];
        var claims = new List<Guid>();
        foreach (var name in names) claims.Add((await silo.Grains.GetGrain<INameGrain>(name).ClaimAsync(Member))!.Value);
        Assert.False(await silo.User(Member).AffirmNameAsync(names[refused], claims[refused]));

        var account = Renamed(New, "second") with { DisplayNameKey = names[0], DisplayNameLook = names[1] };
        Assert.False(await silo.User(Member).WriteAccountAsync(new AccountWrite(account, "first") { Claims = [.. claims] }));

        Assert.Equal("Member 42", (await silo.User(Member).AccountAsync())!.DisplayName);
    }

    [Fact]
    public async Task WriteAccountAsync_UnderBothClaims_HoldsBothNames()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.JoinAsync(Member);
        string[] names = [NameClaims.DisplayName("KATHY H"), NameClaims.Look("kathy h")];
        var claims = new List<Guid>();
        foreach (var name in names) claims.Add((await silo.Grains.GetGrain<INameGrain>(name).ClaimAsync(Member))!.Value);

        var account = Renamed(New, "second") with { DisplayNameKey = names[0], DisplayNameLook = names[1] };
        Assert.True(await silo.User(Member).WriteAccountAsync(new AccountWrite(account, "first") { Claims = [.. claims] }));

        foreach (var name in names)
        {
            await silo.Grains.GetGrain<INameGrain>(name).ReleaseAsync(Member);   // it asks the account, which holds it
            Assert.Equal(Member, await silo.Grains.GetGrain<INameGrain>(name).OwnerAsync());
        }
    }

    private static async Task<TestSilo> StartAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(store, TakeUpSoon);
        await silo.JoinAsync(Member);
        foreach (var film in Films)
        {
            await silo.PublishAsync(film);
            var answer = await silo.User(Member).ReviewAsync(
                new ReviewCommand(Making.StampOf(Member), film, Text, TimeSpan.FromSeconds(10)));
            Assert.Equal(ReviewOutcome.Done, answer.Outcome);
        }

        return silo;
    }

    /// <summary>Interrupted work resumes on its own, and a film notifies its shard on its own; neither takes a minute.</summary>
    private static void TakeUpSoon(IServiceCollection services)
    {
        services.Configure<MemberOptions>(options => options.ResumeInterval = TimeSpan.FromMilliseconds(200));
        services.Configure<FilmOptions>(options => options.QuietTime = TimeSpan.FromMilliseconds(200));
    }

    private static MemberAccount Renamed(string name, string stamp) =>
        Making.Account(Member) with { DisplayName = name, ConcurrencyStamp = stamp };

    private static async Task RenameAsync(TestSilo silo, string name, string stamp, string before) =>
        Assert.True(await silo.User(Member).PutAccountAsync(Renamed(name, stamp), before, null));

    private static Task<StoredReview?[]> OwnAsync(TestSilo silo) =>
        Task.WhenAll(Films.Select(film => silo.Grains.GetGrain<IReviewGrain>(Member, film, null).ReadAsync()));

    /// <summary>Waits until the reviews, their films and the shards say the name.</summary>
    private static Task<string[]> BearAsync(TestSilo silo, string name) => Eventually.AnsweredAsync(
        async () =>
        {
            var own = (await OwnAsync(silo)).Select(review => review?.Face.DisplayName);
            var heads = (await Task.WhenAll(Films.Select(film => silo.Film(film).ReadAsync()))).Select(
                film => film.Writing?.Newest.SingleOrDefault()?.DisplayName);
            var shards = (await Task.WhenAll(Films.Select(film => silo.ShardOf(film).FindAsync(film))))
                .Select(film => film?.Writing?.Newest.SingleOrDefault()?.DisplayName);
            return own.Concat(heads).Concat(shards).Select(seen => seen ?? "none").ToArray();
        },
        seen => seen.All(one => one == name));
}
