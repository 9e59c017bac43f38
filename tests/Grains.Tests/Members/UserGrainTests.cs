using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Contracts.Platform;
using Reviews.Grains.Members;

namespace Grains.Tests.Members;

public sealed class UserGrainTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task RateAsync_VoteChangeWithdraw_ListAndFilmFollow()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);

        var first = await silo.RateAsync(7, Id, 8);
        var same = await silo.RateAsync(7, Id, 8);
        var changed = await silo.RateAsync(7, Id, 3);
        var withdrawn = await silo.RateAsync(7, Id, 0);
        var nothing = await silo.RateAsync(7, Id, 0);

        Assert.Equal((RateOutcome.Done, 1L, 8L), (first.Outcome, first.Rating!.Version, first.Rating.HalfStarSum));
        Assert.Equal((1L, first.Mine!.RatedAt), (same.Rating!.Version, same.Mine!.RatedAt));
        Assert.Equal((2L, 3L, 1), (changed.Rating!.Version, changed.Rating.HalfStarSum, changed.Rating.Count));
        Assert.Equal((RateOutcome.Done, 0), (withdrawn.Outcome, withdrawn.Rating!.Count));
        Assert.Null(withdrawn.Mine);
        Assert.Equal(RateOutcome.NotRated, nothing.Outcome);
        Assert.Null(await silo.User(7).RatingAsync(Id));
    }

    [Fact]
    public async Task RateAsync_OtherStampUnknownFilmOverQuota_AreRefusedAndNothingIsKept()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(
            store, services => services.PostConfigure<MemberOptions>(options => options.VotesPerMinute = 2));
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);

        var foreign = await silo.User(7).RateAsync(new RateCommand("forged", Id, 8, VoteOrigin.Api, TimeSpan.FromSeconds(5)));
        var unknown = await silo.RateAsync(7, "no-such-film", 8);
        await silo.RateAsync(7, Id, 8);
        var tooMany = await silo.RateAsync(7, Id, 2);

        Assert.Equal(RateOutcome.SignedOut, foreign.Outcome);
        Assert.Equal(RateOutcome.UnknownFilm, unknown.Outcome);
        Assert.Equal(RateOutcome.TooMany, tooMany.Outcome);
        var list = await silo.User(7).RatingsAsync(null, 100);
        Assert.Equal([(Id, (byte)8)], list.Items.Select(item => (item.FilmId, item.HalfStars)));
    }

    [Fact]
    public async Task RatingsAsync_ThreePages_NewestFirstAndEachOnce()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.JoinAsync(7);
        var films = Enumerable.Range(0, 5).Select(number => $"film-{number}").ToArray();
        foreach (var film in films)
        {
            await silo.PublishAsync(film);
            await silo.RateAsync(7, film, 5);
        }

        var seen = new List<string>();
        for (string? cursor = null; ;)
        {
            var page = await silo.User(7).RatingsAsync(cursor, 2);
            seen.AddRange(page.Items.Select(item => item.FilmId));
            if ((cursor = page.Next) is null) break;
        }

        Assert.Equal(films.Reverse(), seen);
    }

    [Fact]
    public async Task RateAsync_FilmUnreachable_VoteIsKeptAndTheWorkGrainDeliversIt()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        await silo.JoinAsync(7);
        var hold = silo.Faults.HoldNext("film/");

        var unsure = await silo.RateAsync(7, Id, 9, TimeSpan.FromMilliseconds(100));
        var work = silo.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(7));
        await Eventually.AnsweredAsync(() => work.PendingAsync(), pending => pending.Contains(7));
        hold.Release();
        await Eventually.AnsweredAsync(
            async () =>
            {
                await work.PumpAsync();
                return await work.PendingAsync();
            },
            pending => pending.IsEmpty);

        Assert.Equal(RateOutcome.Unsure, unsure.Outcome);
        Assert.Equal(9, (await silo.Film(Id).ReadAsync()).Rating.HalfStarSum);
        Assert.True(await silo.User(7).ResumeAsync());
    }

    [Fact]
    public async Task PutAccountAsync_TwoWritersOfOneStamp_OneWins()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var user = silo.User(7);
        await silo.JoinAsync(7);

        var second = await user.PutAccountAsync(Making.Account(7) with { ConcurrencyStamp = "second" }, "first", null);
        var stale = await user.PutAccountAsync(Making.Account(7) with { ConcurrencyStamp = "other" }, "first", null);
        var again = await user.PutAccountAsync(Making.Account(7), null, null);

        Assert.Equal((true, false, false), (second, stale, again));
        Assert.Equal("second", (await user.AccountAsync())!.ConcurrencyStamp);
    }

    [Fact]
    public async Task AffirmNameAsync_ClaimGivenUp_LateCreationUnderItIsRefused()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var account = Making.Account(7, "a@example.org");
        var name = NameClaims.Email(account.NormalizedUserName);
        var claim = await silo.Grains.GetGrain<INameGrain>(name).ClaimAsync(7);

        var holds = await silo.User(7).AffirmNameAsync(name, claim!.Value);
        var late = await silo.User(7).PutAccountAsync(account, null, claim);

        Assert.False(holds);
        Assert.False(late);
        Assert.Null(await silo.User(7).AccountAsync());
    }
}
