using System.Reflection;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Storage;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Journals;

namespace Grains.Tests.Journals;

/// <summary>A failed commit ends the activation by our own rule, even where the manager below would continue.</summary>
public sealed class GrainJournalTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task Fold_OfAShardFailsWithoutFencing_TheNextActivationHasAnEpochOfItsOwn()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, Unhurried);
        await silo.PublishAsync(Id);
        var observer = silo.Grains.CreateObjectReference<IFeedObserver>(new Deaf());
        var before = await LeaseAsync();

        silo.Faults.FailNextUnfenced("shard/");
        await Assert.ThrowsAsync<IOException>(() => silo.ShardOf(Id).CompactAsync());
        var after = await Eventually.AnsweredAsync(LeaseAsync);

        Assert.Equal(before.Epoch + 1, after.Epoch);

        Task<FeedPage> LeaseAsync() => silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), observer, 0, 0));
    }

    [Fact]
    public async Task Vote_FailsWithoutFencing_DoesNotTravelWithTheNextOne()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);

        silo.Faults.FailNextUnfenced("film/");
        await Assert.ThrowsAsync<IOException>(() => silo.Film(Id).VoteAsync(new Ballot(1, 10, 1, 1_000)));
        var next = await Eventually.AnsweredAsync(() => silo.Film(Id).VoteAsync(new Ballot(2, 4, 1, 1_000)));

        Assert.Equal((1, 4L), (next.Rating.Count, next.Rating.HalfStarSum));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Commit_Fails_TheActivationEndsWithItsFieldsAndIsToldWhatFailed(bool fences)
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, TrialGrain.Register);
        var trial = silo.Grains.GetGrain<ITrialGrain>("a");
        await trial.CommitAsync("before");

        if (fences) silo.Faults.FailNext("trial/");
        else silo.Faults.FailNextUnfenced("trial/");
        var told = await Assert.ThrowsAsync<IOException>(() => trial.CommitAsync("lost"));
        var given = await Eventually.AnsweredAsync(trial.GivenAsync);

        Assert.Equal(0, given);
        Assert.Equal(["before"], await trial.ReadAsync());
        var reason = Assert.Single(silo.Services.GetRequiredService<TrialEnds>().Reasons);
        Assert.Equal((DeactivationReasonCode.ApplicationError, told.Message), (reason.ReasonCode, reason.Exception?.Message));
    }

    [Fact]
    public async Task Commit_RefusedByTheStore_TheActivationEndsWithTheRefusal()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, TrialGrain.Register);
        var trial = silo.Grains.GetGrain<ITrialGrain>("a");
        await trial.CommitAsync("ours");
        await WriteBesideAsync(silo, "theirs");

        await Assert.ThrowsAsync<InconsistentStateException>(() => trial.CommitAsync("stale"));

        Assert.Equal(0, await Eventually.AnsweredAsync(trial.GivenAsync));
        Assert.Equal(["ours", "theirs"], await trial.ReadAsync());
        Assert.IsType<InconsistentStateException>(Assert.Single(silo.Services.GetRequiredService<TrialEnds>().Reasons).Exception);
    }

    [Fact]
    public async Task Commit_AfterOneThatFailed_IsNotTriedAndTellsWhatFailed()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, TrialGrain.Register);
        var trial = silo.Grains.GetGrain<ITrialGrain>("a");

        silo.Faults.FailNextUnfenced("trial/");
        var told = await Assert.ThrowsAsync<IOException>(() => trial.CommitTwiceAsync("lost", "refused"));

        Assert.Contains("fails when asked", told.Message, StringComparison.Ordinal);
        Assert.Empty(await Eventually.AnsweredAsync(trial.ReadAsync));
        Assert.Equal(0, silo.Faults.WritesOf("trial/"));
    }

    [Fact]
    public async Task Commit_UnderWayWhileAnotherFails_IsNotAcknowledged()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, TrialGrain.Register);
        var trial = silo.Grains.GetGrain<ITrialGrain>("a");

        var hold = silo.Faults.HoldNext("trial/");
        var underWay = trial.CommitAsync("unsure");
        await hold.Reached;
        silo.Faults.FailNextUnfenced("trial/");
        await Assert.ThrowsAsync<IOException>(() => trial.CommitAsync("lost"));
        hold.Release();

        await Assert.ThrowsAsync<IOException>(() => underWay);
        Assert.Equal(["unsure"], await Eventually.AnsweredAsync(trial.ReadAsync));
    }

    [Fact]
    public void Grains_HoldNoManagerOfTheirOwn_SoThatAllCommitsPassHere()
    {
        Type[] managers = [typeof(IDurableStateManager), typeof(IJournaledStateManager)];
        var holders = typeof(GrainJournal).Assembly.GetTypes()
            .Where(type => typeof(IGrainBase).IsAssignableFrom(type))
            .Where(type => type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Any(field => managers.Contains(field.FieldType)));

        Assert.Empty(holders);
    }

    /// <summary>Another activation, on a silo unaware of this one.</summary>
    private static async Task WriteBesideAsync(TestSilo silo, string word)
    {
        var words = new Scribe("words", []);
        var managers = silo.Services.GetRequiredService<IJournaledStateManagerFactory>();
        await using var manager = managers.CreateStandalone(new JournalId("trial/a"));
        manager.RegisterStateMachine("words", words);
        await manager.InitializeAsync(TestContext.Current.CancellationToken);
        words.Stage(word);
        await manager.WriteStateAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>No timer of a shard writes during the test.</summary>
    private static void Unhurried(IServiceCollection services) =>
        services.Configure<ShardOptions>(options => options.EpochInterval = TimeSpan.FromHours(1));

    private sealed class Deaf : IFeedObserver
    {
        public Task FeedAsync(FeedPage page) => Task.CompletedTask;
    }
}
