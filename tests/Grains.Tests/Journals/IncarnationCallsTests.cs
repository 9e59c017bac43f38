using System.Collections.Concurrent;
using System.Reflection;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Names;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;
using Reviews.Contracts.Webhooks;
using Reviews.Grains;
using Reviews.Grains.Journals;
using Reviews.Storage;

namespace Grains.Tests.Journals;

/// <summary>
/// Calls between grains depend on what the store holds: each grain states which incarnation it is based on, and accepts nothing from
/// another.
/// </summary>
public sealed class IncarnationCallsTests
{
    private const string Id = "never-let-me-go-2010";
    private const long Ann = 7;
    private const long Bob = 8;

    /// <summary>
    /// They keep something and need not say what they stand on: grains write nothing with them, and they write nothing with grains.
    /// </summary>
    private static readonly Type[] Apart =
    [
        typeof(IHealthGrain),           // asked by processes about themselves
        typeof(IKeyRingGrain),          // asked by processes for their keys
        typeof(IOneTimeTokenGrain),     // asked by pages
        typeof(IWebhookMemoryGrain),    // asked by the endpoint of webhooks
        typeof(IRatingMethodGrain),     // asked by pages; reads the shards' totals
    ];

    private static readonly WrittenReview Text = new("A headline", "Ten characters.", false);

    private static Type[] Keepers =>
    [
        .. typeof(GrainsRegistration).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Grain)) && !type.IsAbstract && KeepsSomething(type)
                && !Apart.Any(apart => apart.IsAssignableFrom(type))),
    ];

    public static TheoryData<string> Interfaces => [.. Keepers.SelectMany(InterfacesOf).Select(type => type.FullName!).Distinct()];

    [Fact]
    public void EveryGrain_ThatKeepsSomething_StandsOnTheStore()
    {
        Assert.Superset(
            new HashSet<Type> { typeof(IFilmGrain), typeof(IUserGrain), typeof(ICatalogueShardGrain), typeof(IModerationGrain) },
            Keepers.SelectMany(InterfacesOf).ToHashSet());
        Assert.All(Keepers, type => Assert.True(type.IsSubclassOf(typeof(StoreGrain)), $"{type.Name} does not say what it stands on."));
    }

    [Fact]
    public void Number_TravelsUnderTheNameThatOtherSilosKnow() => Assert.Equal("reviews.incarnation", IncarnationCalls.Key);

    [Theory, MemberData(nameof(Interfaces))]
    public async Task EveryCall_ThatRestsOnTheLostIncarnation_IsRefused(string grain)
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.RaiseIncarnationAsync();
        var type = Keepers.SelectMany(InterfacesOf).First(type => type.FullName == grain);
        foreach (var method in type.GetMethods().Where(method => method.IsAbstract))
            await Assert.ThrowsAsync<InconsistentStateException>(() => AfterTheChangeAsync(() => CallAsync(silo, type, method, told: 0)));
    }

    /// <summary>Grains that the silo's start wakes may be reading at the moment when the store changes: that ends them, and the next call
    /// finds others.</summary>
    private static async Task AfterTheChangeAsync(Func<Task> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await call();
                return;
            }
            catch (StoreFailureException) when (tries < 5)
            {
                // It says that what was read is of the incarnation before: nobody stands on that any more.
            }
        }
    }

    [Fact]
    public async Task Calls_OfGrains_SayWhatTheyStandOn()
    {
        var heard = new Heard();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter>(heard));
        await silo.RaiseIncarnationAsync();

        await DoEverythingAsync(silo);

        Assert.All(heard.Calls.Distinct(), call => Assert.Equal((call.What, 1L), call));
        string[] wanted =
        [
            "user > film Vote", "user > review Put", "user > review Withdraw", "user > work Register", "user > moderation Forget",
            "user > name Release", "user > film Compact",
            "review > film PutReview", "film > shard Mark", "film > shard Offer", "moderation > user Suspend",
            "moderation > user LiftSuspension", "moderation > review Report", "moderation > review ForModerators",
            "moderation > review Judge", "review > moderation Look", "review > moderation Appeal", "user > review Forget",
            "name > user RefusesClaim", "name > user AffirmName", "article > article-shelf Open", "article > article-revision Keep",
            "article > film PutArticle", "article > article-shelf Close",
        ];
        Assert.Empty(wanted.Except(heard.Calls.Select(call => call.What)));
    }

    [Fact]
    public async Task Timer_OfAGrainOnALaterIncarnation_Ticks()
    {
        var heard = new Heard();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter>(heard));
        await silo.RaiseIncarnationAsync();
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Ann);
        await silo.RateAsync(Ann, Id, 8);

        await Eventually.GetAsync(() => heard.Calls, calls => calls.Any(call => call.What == "shard > film Ask"));   // by the shard's timer
    }

    [Fact]
    public async Task Withdrawal_ThatWasOnItsWayWhenTheStoreCameBack_IsNotAnswered()
    {
        var faults = new JournalFaults();
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store, services => FaultyRecords.Decorate(services, faults));
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Ann);
        Assert.Equal(ReviewOutcome.Done, (await ReviewAsync(silo, Text)).Outcome);

        var hold = faults.HoldNext("review/");
        var withdrawal = ReviewAsync(silo, null, TimeSpan.FromSeconds(3));
        await hold.Reached;
        await silo.RaiseIncarnationAsync();
        hold.Release();   // and is refused; the member, busy with the withdrawal, asks again

        Assert.Equal(ReviewOutcome.Unsure, (await withdrawal).Outcome);
    }

    [Fact]
    public async Task Report_ByAMemberWhoseErasureWasLost_IsTaken()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.RaiseIncarnationAsync();
        var desk = silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

        await Assert.ThrowsAsync<InconsistentStateException>(() => ToldAsync(0, () => desk.ForgetAsync(Ann)));

        Assert.Equal(ReportAnswer.Taken, await desk.ReportAsync(new ReviewReport(Id, Bob, Ann, "Rude.", DateTimeOffset.UnixEpoch)));
        Assert.Single((await desk.QueueAsync(0, 10)).Items);
    }

    [Fact]
    public async Task Call_OfAGrainThatIsAhead_EndsTheActivationThatIsNot()
    {
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        var work = silo.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(Ann));
        await Assert.ThrowsAsync<InconsistentStateException>(() => ToldAsync(1, () => work.RegisterAsync(Ann)));
        await silo.RaiseIncarnationAsync();

        await Eventually.AnsweredAsync(() => ToldAsync(1, async () =>
        {
            await work.RegisterAsync(Ann);
            return true;
        }));
    }

    private static async Task DoEverythingAsync(TestSilo silo)
    {
        await silo.PublishAsync(Id);
        await silo.JoinAsync(Ann);
        await NameAsync(silo);
        await silo.RateAsync(Ann, Id, 8);
        await ReviewAsync(silo, Text);
        await ModerateAsync(silo);
        await ReviewAsync(silo, null);
        await ReviewAsync(silo, Text);
        var article = silo.Grains.GetGrain<IArticleGrain>("the-quiet");
        var first = new ArticleText("The quiet", "Ines", Id, 7, ArticleAccess.Free, false, "Begins well.", DateTimeOffset.UnixEpoch);
        await article.SaveAsync(new SaveArticle(first, 0, Bob));
        await article.SaveAsync(new SaveArticle(first with { Title = "Another" }, 1, Bob));
        var member = silo.Grains.GetGrain<IMemberDataGrain>(Ann);
        Assert.True(await member.EraseAsync(Making.StampOf(Ann), "5ec4e7"));
        await Eventually.AnsweredAsync(() => member.ErasureAsync("5ec4e7"), progress => progress?.FinishedAt is not null);
    }

    private static async Task NameAsync(TestSilo silo)
    {
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.DisplayName("KATHY H."));
        await name.ClaimAsync(Ann);
        await name.ClaimAsync(Ann);
        await name.ReleaseAsync(Ann);
    }

    private static async Task ModerateAsync(TestSilo silo)
    {
        var desk = silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        await desk.ReportAsync(new ReviewReport(Id, Ann, Bob, "Rude.", DateTimeOffset.UnixEpoch));
        var open = Assert.Single((await desk.QueueAsync(0, 10)).Items);
        await desk.DecideAsync(open.CaseId, ModerationAction.Hide, Bob, "Rude.");
        await silo.Grains.GetGrain<IReviewGrain>(Ann, Id, null).AppealAsync("It was a quotation.", DateTimeOffset.UnixEpoch);
        await desk.SuspendAsync(Ann, lifts: false, Bob, "Rude.");
        await desk.SuspendAsync(Ann, lifts: true, Bob, "Sorry.");
    }

    private static Task<ReviewAnswer> ReviewAsync(TestSilo silo, WrittenReview? text, TimeSpan? timeLeft = null) =>
        silo.User(Ann).ReviewAsync(new ReviewCommand(Making.StampOf(Ann), Id, text, timeLeft ?? TimeSpan.FromSeconds(10)));

    private static Task CallAsync(TestSilo silo, Type type, MethodInfo method, long told)
    {
        var grain = typeof(IGrainWithStringKey).IsAssignableFrom(type) ? silo.Grains.GetGrain(type, "a-key")
            : typeof(IGrainWithIntegerCompoundKey).IsAssignableFrom(type) ? silo.Grains.GetGrain(type, Ann, Id)
            : silo.Grains.GetGrain(type, Ann);
        var parts = method.GetParameters()
            .Select(part => part.ParameterType.IsValueType ? Activator.CreateInstance(part.ParameterType) : null).ToArray();
        return ToldAsync(told, () => (Task)method.Invoke(grain, parts)!);
    }

    /// <summary>Calls as a grain does that stands on that incarnation.</summary>
    private static async Task ToldAsync(long told, Func<Task> call)
    {
        RequestContext.Set(IncarnationCalls.Key, told);
        await call();
    }

    private static async Task<T> ToldAsync<T>(long told, Func<Task<T>> call)
    {
        RequestContext.Set(IncarnationCalls.Key, told);
        return await call();
    }

    /// <summary>By itself, or by what it is made of: a journal with all that stands in it.</summary>
    private static bool KeepsSomething(Type grain) => grain.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(
        part => part.IsDefined(typeof(PersistentStateAttribute)) || part.ParameterType == typeof(GrainJournal)
            || (part.ParameterType.Assembly == grain.Assembly && KeepsSomething(part.ParameterType)));

    private static IEnumerable<Type> InterfacesOf(Type grain) =>
        grain.GetInterfaces()
            .Where(type => typeof(IGrain).IsAssignableFrom(type) && type.IsDefined(typeof(AliasAttribute), inherit: false));

    /// <summary>What grains call and what they say with it.</summary>
    private sealed class Heard : IIncomingGrainCallFilter
    {
        public ConcurrentQueue<(string What, object? Told)> Calls { get; } = [];

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.SourceId is { } source && source != context.TargetId
                && !source.IsClient() && !source.IsSystemTarget() && context.Grain is StoreGrain)
            {
                Calls.Enqueue((
                    $"{source.Type} > {context.TargetId.Type} {context.MethodName[..^"Async".Length]}",
                    RequestContext.Get(IncarnationCalls.Key)));
            }
            return context.Invoke();
        }
    }
}
