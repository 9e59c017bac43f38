using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Serialization;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>One film: its details, its ballot book, its live rating, what is written about it. The only writer of all four.</summary>
/// <remarks>Reentrant: while one write is under way the next batch gathers, and one storage write makes the whole batch durable.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class FilmGrain : StoreGrain, IFilmGrain
{
    public const string GrainType = "film";

    private readonly BallotsState _ballots;
    private readonly DurableRecord<PublishedFilm> _published;
    private readonly WritingState _writing;
    private readonly GrainJournal _journal;
    private readonly Serializer<FilmDetails> _serializer;
    private readonly ILogger<FilmGrain> _logger;
    private readonly FilmOptions _options;
    private readonly ShardLink _shard;
    private IGrainTimer? _quietTimer;

    public FilmGrain(
        [FromKeyedServices("ballots")] BallotsState ballots,
        [FromKeyedServices("details")] DurableRecord<PublishedFilm> published,
        [FromKeyedServices("writing")] WritingState writing,
        GrainJournal journal,
        Serializer<FilmDetails> serializer,
        IOptions<FilmOptions> options,
        TimeProvider time,
        IStoreHistory history,
        ILogger<FilmGrain> logger)
        : base(history)
    {
        (_ballots, _published, _writing, _journal, _serializer, _logger) = (ballots, published, writing, journal, serializer, logger);
        _options = options.Value;
        var shardGrain = GrainFactory.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(FilmId));
        _shard = new ShardLink(shardGrain, FilmId, () => State, time, logger);
    }

    private string FilmId => this.GetPrimaryKeyString();

    private FilmRating Rating => _ballots.RatingOf(FilmId);

    private FilmState State =>
        new(_published.Value?.Details, _published.Value?.Revision ?? 0, _ballots.ChartedOf(FilmId, _options.SurgeVotes), Writing);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        _ballots.Incarnation = Standing;
    }

    public Task<FilmState> ReadAsync() => Task.FromResult(State);

    public Task<FilmState> AskAsync(Guid mark)
    {
        _shard.Adopt(mark);
        WatchForQuiet();
        return ReadAsync();
    }

    public async Task<VoteAnswer> VoteAsync(Ballot ballot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ballot.HalfStars, 10);
        ArgumentOutOfRangeException.ThrowIfZero(ballot.Ticket);
        RequireIncarnation(ballot.Incarnation);
        if (_published.Value is null) return new VoteAnswer(VoteOutcome.UnknownFilm, Rating);
        var coming = ToEntry(ballot);
        if (Refuse(coming) is { } refused) return refused;

        await BeginWriteAsync();
        try
        {
            if (Refuse(coming) is { } late) return late;   // asked again: others came while the mark was made
            Enter(coming);

            // An equal ticket may be under way still: this waits behind that write, and writes nothing if it is durable.
            await _journal.CommitAsync();
        }
        finally
        {
            _shard.EndWrite();
        }

        _shard.Offer();
        return new VoteAnswer(VoteOutcome.Counted, Rating);
    }

    public async Task<PublishOutcome> PublishAsync(FilmDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.FilmId != FilmId) throw new ArgumentException($"The details are of {details.FilmId}.", nameof(details));

        var (outcome, _) = await ReviseAsync(standing => Stated(standing?.Details, details));
        return outcome;
    }

    public Task<ImmutableArray<TimelineDay>> TimelineAsync() =>
        Task.FromResult(_ballots.Book.Timeline().Select(day => new TimelineDay(day.Day, day.Count, day.HalfStarSum)).ToImmutableArray());

    public Task<FilmAudit> AuditAsync()
    {
        var recount = BallotsState.ToRating(FilmId, Rating.Version, _ballots.Book.Recount());
        return Task.FromResult(new FilmAudit(Rating, recount, _ballots.Book.Count));
    }

    public async Task FoldAsync()
    {
        if (_published.Latest is not { } latest) return;   // nobody voted on what was never published
        _published.Replace(latest);   // a journal is written only when there is something to write
        await _journal.CommitAnewAsync();
        if (Writing is not null) await _shard.ShareAsync();   // it may still hold durably what is not shown here any more
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await base.OnDeactivateAsync(reason, cancellationToken);
        // After a storage failure nobody here knows what is durable, and a silo that stops has no shards left to speak to: the mark stays,
        // and the shard asks the next activation.
        if (!_shard.IsMarked || reason.Exception is not null || reason.ReasonCode == DeactivationReasonCode.ShuttingDown) return;
        await SettleOrLogAsync();
    }

    private BallotEntry ToEntry(in Ballot ballot) =>
        new(ballot.MemberId, ballot.Ticket, ballot.CastAt, ballot.HalfStars, ballot.Suspended, IsOfYoung: IsYoung(ballot));

    private bool IsYoung(in Ballot ballot) =>
        ballot.JoinedAt != 0 && ballot.CastAt >= ballot.JoinedAt
            && TimeSpan.FromSeconds(ballot.CastAt - ballot.JoinedAt) < _options.YoungAge;

    private VoteAnswer? Refuse(in BallotEntry coming) =>
        _ballots.LatestOf(coming.MemberId) is var standing && standing.Outranks(coming)
            ? new VoteAnswer(VoteOutcome.Superseded, Rating, standing.Ticket)
            : null;

    private void Enter(in BallotEntry coming)
    {
        if (_ballots.LatestOf(coming.MemberId).Ticket == coming.Ticket) return;
        if (_writing.ShowsStarsOf(coming.MemberId)) _writing.ChangeStars();
        _ballots.Enter(coming);
    }

    private async ValueTask BeginWriteAsync()
    {
        await _shard.BeginWriteAsync();
        WatchForQuiet();
    }

    private void WatchForQuiet() => _quietTimer ??= this.RegisterGrainTimer(
        SettleWhenQuietAsync,
        new GrainTimerCreationOptions { DueTime = _options.QuietTime, Period = _options.QuietTime / 4, Interleave = true });

    private async Task SettleWhenQuietAsync(CancellationToken cancellationToken)
    {
        if (!_shard.IsMarked)
        {
            _quietTimer?.Dispose();
            _quietTimer = null;
        }
        else if (_shard.IsQuiet(_options.QuietTime))
        {
            await SettleOrLogAsync();
        }
    }

    private async Task SettleOrLogAsync()
    {
        try
        {
            await _journal.CommitAsync();   // writes nothing when all is durable, and throws when nobody knows
            await _shard.SettleAsync();
        }
        catch (Exception exception)
        {
            LogNotSettled(FilmId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The shard did not settle {FilmId}; its mark stays.")]
    private partial void LogNotSettled(string filmId, Exception exception);
}
