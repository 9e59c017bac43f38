using System.Collections.Concurrent;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Platform;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Platform;
using Reviews.Storage.Hosting;

namespace Grains.Tests.Journals;

/// <summary>
/// Whatever an activation does after it was ended is based on what it read, which the store may have lost: it is never mistaken for the new
/// incarnation's.
/// </summary>
public sealed class EndedActivationTests : IAsyncLifetime
{
    private const string Id = "never-let-me-go-2010";
    private const long Ann = 7;
    private const long Moderator = 1;

    /// <summary>Between two pages of a shard: in it, a shard is ended.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly TestStore _store = new();
    private readonly Calls _calls = new();
    private readonly HeldCalls _held = new();
    private TestSilo? _silo;

    private TestSilo Silo => _silo ?? throw new InvalidOperationException("The silo is started before the test.");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _silo = await TestSilo.StartAsync(_store, services =>
        {
            // it would wake those who may go on
            services.Remove(services.Single(service => service.ImplementationType == typeof(PendingWorkService)));
            services.AddSingleton<IIncomingGrainCallFilter>(_calls);
            services.AddSingleton<IIncomingGrainCallFilter>(_held);
            services.PostConfigure<ShardOptions>(options => options.PushInterval = Interval);
        });
        await Silo.PublishAsync(Id);
        await Silo.JoinAsync(Ann);
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _store.Dispose();
    }

    [Fact]
    public async Task IncarnationReadBy_AnActivationThatHasEnded_IsNeverTheCurrentOne()
    {
        var member = _calls.LastOf(nameof(IUserGrain.PutAccountAsync));
        Assert.Equal(0, Silo.Services.IncarnationReadBy(member));
        await Silo.RaiseIncarnationAsync();
        await member.Deactivated.WaitAsync(Ct);

        await Eventually.GetAsync(
            () => Record.Exception(() => Silo.Services.IncarnationReadBy(member)), failure => failure is InvalidOperationException);
    }

    [Fact]
    public async Task Wish_OfAMemberWhoseActivationHasEnded_IsNotSentUnderTheNewIncarnation()
    {
        _calls.IsDeaf = true;
        await Silo.RateAsync(Ann, Id, 8, TimeSpan.FromMilliseconds(100));
        await Eventually.GetAsync(() => _calls.Registered, times => times == 1);
        var member = _calls.LastOf(nameof(IUserGrain.RateAsync));
        var resuming = Silo.User(Ann).ResumeAsync();
        await Eventually.GetAsync(() => _calls.Ballots.Count, ballots => ballots > 3);

        await Silo.RaiseIncarnationAsync();
        Assert.False(await resuming);
        await member.Deactivated.WaitAsync(Ct);
        await Task.Delay(TimeSpan.FromSeconds(2), Ct);   // twice the longest pause between two tries
        Assert.All(_calls.Ballots, ballot => Assert.Equal(0, ballot.Incarnation));
    }

    [Fact]
    public async Task Page_OfAShardWhoseActivationHasEnded_IsNotPushed()
    {
        var node = new Node();
        await Silo.ShardOf(Id).LeaseAsync(new FeedLease(Guid.NewGuid(), Silo.Grains.CreateObjectReference<IFeedObserver>(node), 0, 0));
        var shard = _calls.LastOf(nameof(ICatalogueShardGrain.LeaseAsync));
        await Silo.RateAsync(Ann, Id, 8);
        await Eventually.GetAsync(() => node.Pages.Count, pages => pages > 0);
        await Silo.RateAsync(Ann, Id, 4);

        await Silo.RaiseIncarnationAsync();
        await shard.Deactivated.WaitAsync(Ct);
        await Task.Delay(2 * Interval, Ct);   // long enough for the page of the second vote
        Assert.All(node.Pages, page => Assert.Equal(0, Incarnation.Of(page.Epoch)));
        GC.KeepAlive(node);
    }

    [Fact]
    public async Task Decision_OfADeskWhoseActivationHasEnded_IsNotCarried()
    {
        var desk = Silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        var hold = _held.HoldNextCall(Silo.User(Ann), nameof(IUserGrain.SuspendAsync));
        var first = desk.SuspendAsync(Ann, lifts: false, Moderator, "spam");
        await hold.Reached;
        var second = desk.SuspendAsync(Ann, lifts: true, Moderator, "It was none.");
        await Eventually.AnsweredAsync(() => desk.LogAsync(long.MaxValue, 10), log => log.Items.Length == 2);

        await Silo.RaiseIncarnationAsync();
        hold.Release();
        Assert.Equal(DecisionOutcome.OnItsWay, (await first).Outcome);
        Assert.Equal(DecisionOutcome.OnItsWay, (await second).Outcome);
        var member = Silo.User(Ann).GetGrainId();
        Assert.Equal(1, _calls.CountOf(nameof(IUserGrain.SuspendAsync), member));
        Assert.Equal(0, _calls.CountOf(nameof(IUserGrain.LiftSuspensionAsync), member));
    }

    /// <summary>Whom was called, and with which ballots. Films can be made deaf to them.</summary>
    private sealed class Calls : IIncomingGrainCallFilter
    {
        private readonly ConcurrentQueue<(string Method, IGrainContext Callee)> _all = new();

        public ConcurrentQueue<Ballot> Ballots { get; } = new();

        public bool IsDeaf { get; set; }

        public int Registered => _all.Count(call => call.Method == nameof(IPendingWorkGrain.RegisterAsync));

        public int CountOf(string method, GrainId callee) => _all.Count(call => call.Method == method && call.Callee.GrainId == callee);

        public IGrainContext LastOf(string method) => _all.Last(call => call.Method == method).Callee;

        public Task Invoke(IIncomingGrainCallContext context)
        {
            _all.Enqueue((context.MethodName, context.TargetContext));
            if (context.MethodName != nameof(IFilmGrain.VoteAsync)) return context.Invoke();
            Ballots.Enqueue((Ballot)context.Request.GetArgument(0)!);
            return IsDeaf ? throw new IOException("The film does not hear of the vote, as the test wants it.") : context.Invoke();
        }
    }

    private sealed class Node : IFeedObserver
    {
        public ConcurrentQueue<FeedPage> Pages { get; } = new();

        public Task FeedAsync(FeedPage page)
        {
            Pages.Enqueue(page);
            return Task.CompletedTask;
        }
    }
}
