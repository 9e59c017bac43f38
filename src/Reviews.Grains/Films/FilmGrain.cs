using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Serialization;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>One film: its details, its ballot book, its live rating, what is written about it. The only writer of all four, each of which
/// has a collaborator of its own.</summary>
/// <remarks>Reentrant: while one write is in flight the next batch builds up, and one storage write makes the whole batch
/// durable.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed class FilmGrain : StoreGrain, IFilmGrain
{
    public const string GrainType = "film";

    private readonly FilmActivation _film;
    private readonly ShardLink _shard;
    private readonly FilmWrites _writes;
    private readonly FilmRevisions _revisions;
    private readonly FilmVotes _votes;
    private readonly FilmArticles _articles;
    private readonly FilmReviews _reviews;

    public FilmGrain(
        FilmJournal journal, Serializer<FilmDetails> serializer, IOptions<FilmOptions> options, TimeProvider time, IStoreHistory history,
        ILogger<FilmGrain> logger)
        : base(history)
    {
        _film = new FilmActivation(this, GrainFactory, journal, options.Value, time, logger);
        var shard = GrainFactory.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(_film.FilmId));
        _shard = new ShardLink(shard, _film.FilmId, () => _film.State, time, logger);
        _writes = new FilmWrites(_film, _shard);
        _revisions = new FilmRevisions(_film, _writes, serializer);
        _votes = new FilmVotes(_film, _writes, _shard);
        _articles = new FilmArticles(_film, _writes);
        _reviews = new FilmReviews(_film, _writes, _shard);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _film.Journal.Ballots.Incarnation = Standing;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await base.OnDeactivateAsync(reason, cancellationToken);
        await _writes.EndAsync(reason);
    }

    public Task<FilmState> ReadAsync() => Task.FromResult(_film.State);

    public Task<FilmState> AskAsync(Guid mark)
    {
        _shard.Adopt(mark);
        _writes.WatchForQuiet();
        return ReadAsync();
    }

    public Task<PublishOutcome> PublishAsync(FilmDetails details) => _revisions.PublishAsync(details);

    public Task<CorrectionAnswer> CorrectAsync(FilmDetails details, int? expected) => _revisions.CorrectAsync(details, expected);

    public Task<VoteAnswer> VoteAsync(Ballot ballot) => _votes.VoteAsync(ballot);

    public Task<ExclusionAnswer> ExcludeAsync(FilmExclusion exclusion) => _votes.ExcludeAsync(exclusion);

    public Task<ImmutableArray<TimelineDay>> TimelineAsync() => Task.FromResult(_votes.ReadTimeline());

    public Task<FilmAudit> AuditAsync() => Task.FromResult(_votes.Audit());

    public Task<ArticleOutcome> PutArticleAsync(ArticleSummary summary) => _articles.PutAsync(summary);

    public Task RemoveArticleAsync(string slug, int revision) => _articles.RemoveAsync(slug, revision);

    public Task<FilmWriting?> PutReviewAsync(ReviewNews news) => _reviews.PutAsync(news);

    public Task<MarkAnswer> MarkReviewAsync(HelpfulVote vote) => _reviews.MarkAsync(vote);

    public Task<ReviewPage> ReviewsAsync(ReviewSort sort, string? cursor, int length) =>
        Task.FromResult(_reviews.Read(sort, cursor, length));

    public Task<ReviewLine?> ReviewAsync(long userId) => Task.FromResult(_reviews.Find(userId));

    public async Task CompactAsync()
    {
        if (_film.Journal.Details.Latest is not { } latest) return;   // nobody can have voted on a film that was never published
        _film.Journal.Details.Replace(latest);   // a journal is written only when something is staged
        await _film.Journal.CommitRewriteAsync();
        if (_film.Writing is not null) await _shard.ShareAsync();   // it may durably hold what is no longer shown here
    }
}
