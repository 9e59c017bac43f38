using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Journaling;
using Reviews.Grains.Articles;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;
using Reviews.Grains.Mail;
using Reviews.Grains.Members;
using Reviews.Grains.Moderation;
using Reviews.Grains.Platform;
using Reviews.Grains.Audit;

namespace Reviews.Grains;

/// <summary>What a silo needs, besides a store, to run the grains.</summary>
public static class GrainsRegistration
{
    /// <summary>The state machines of each journalled kind of grain, by the names under which the grains declare them. The store compacts
    /// journals with fresh instances of these.</summary>
    public static IReadOnlyDictionary<string, Func<IServiceProvider, IReadOnlyDictionary<string, IStateMachine>>> Journals { get; } =
        new Dictionary<string, Func<IServiceProvider, IReadOnlyDictionary<string, IStateMachine>>>
        {
            [FilmGrain.GrainType] = services => new Dictionary<string, IStateMachine>
            {
                ["ballots"] = new BallotsState(),
                ["details"] = Create<DurableRecord<PublishedFilm>>(services),
                ["writing"] = Create<WritingState>(services),
            },
            [UserGrain.GrainType] = services => new Dictionary<string, IStateMachine>
            {
                ["votes"] = new VotesState(),
                ["reviews"] = Create<ReviewsState>(services),
                ["account"] = Create<DurableRecord<MemberAccountState>>(services),
                ["suspension"] = Create<DurableRecord<SuspensionRecord>>(services),
                ["erasure"] = Create<DurableRecord<ErasureRecord>>(services),
                ["imports"] = Create<ImportsState>(services),
            },
            [CatalogueShardGrain.GrainType]
                = services => new Dictionary<string, IStateMachine> { ["shard"] = Create<ShardState>(services) },
            [ArticleDirectoryGrain.GrainType] = services =>
                new Dictionary<string, IStateMachine> { ["shelf"] = Create<ArticleDirectoryState>(services) },
            [ModerationGrain.GrainType]
                = services => new Dictionary<string, IStateMachine> { ["moderation"] = Create<ModerationState>(services) },
            [OutboxGrain.GrainType] = services => new Dictionary<string, IStateMachine> { ["letters"] = Create<OutboxState>(services) },
            [PendingWorkGrain.GrainType] = _ =>
                new Dictionary<string, IStateMachine> { ["work"] = new WorkState(), ["swept"] = new SweptState() },
        };

    /// <summary>Registers the grains' states, options and the service that resumes pending work.</summary>
    public static IServiceCollection AddReviewsGrains(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IStoreHistory, OneIncarnation>();
        services.AddStateMachine<BallotsState, BallotsState>();
        services.AddStateMachine<DurableRecord<PublishedFilm>, DurableRecord<PublishedFilm>>();
        services.AddStateMachine<WritingState, WritingState>();
        services.AddStateMachine<VotesState, VotesState>();
        services.AddStateMachine<ReviewsState, ReviewsState>();
        services.AddStateMachine<DurableRecord<MemberAccountState>, DurableRecord<MemberAccountState>>();
        services.AddStateMachine<DurableRecord<SuspensionRecord>, DurableRecord<SuspensionRecord>>();
        services.AddStateMachine<DurableRecord<ErasureRecord>, DurableRecord<ErasureRecord>>();
        services.AddStateMachine<ImportsState, ImportsState>();
        services.AddSingleton<IOutgoingGrainCallFilter, IncarnationCalls>();
        services.AddSingleton<IIncomingGrainCallFilter, IncarnationCalls>();
        services.AddScoped<GrainJournal>();
        services.AddScoped<MemberJournal>();
        services.AddScoped<FilmJournal>();
        services.AddSingleton<JournalRewriteRequests>();
        RewritingJournalStorageProvider.Decorate(services);
        services.AddStateMachine<ShardState, ShardState>();
        services.AddStateMachine<WorkState, WorkState>();
        services.AddStateMachine<SweptState, SweptState>();
        services.AddSingleton<OpenMembers>();
        services.AddStateMachine<ArticleDirectoryState, ArticleDirectoryState>();
        services.AddStateMachine<ModerationState, ModerationState>();
        services.AddStateMachine<OutboxState, OutboxState>();
        services.AddOptions();
        services.AddHostedService<PendingWorkService>();
        return services;
    }

    private static T Create<T>(IServiceProvider services) => ActivatorUtilities.CreateInstance<T>(services);
}
