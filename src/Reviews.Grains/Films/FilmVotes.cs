using System.Collections.Immutable;
using Reviews.Contracts.Films;
using Reviews.Domain.Ballots;

namespace Reviews.Grains.Films;

/// <summary>A film's votes, and what moderators decide about them.</summary>
internal sealed class FilmVotes(FilmActivation film, FilmWrites writes, ShardLink shard)
{
    private BallotsState Ballots => film.Journal.Ballots;

    public async Task<VoteAnswer> VoteAsync(Ballot ballot)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ballot.HalfStars, 10);
        ArgumentOutOfRangeException.ThrowIfZero(ballot.Ticket);
        film.RequireIncarnation(ballot.Incarnation);
        if (!film.Journal.IsPublished) return new VoteAnswer(VoteOutcome.UnknownFilm, film.Rating);
        var coming = ToEntry(ballot);
        if (Refuse(coming) is { } refused) return refused;

        using (await writes.BeginAsync())
        {
            if (Refuse(coming) is { } late) return late;   // checked again: others may have arrived while the mark was being made
            Enter(coming);

            // An equal ticket may still be in flight: this waits behind that write, and writes nothing if it is durable.
            await film.Journal.CommitAsync();
        }

        shard.Offer();
        return new VoteAnswer(VoteOutcome.Counted, film.Rating);
    }

    public async Task<ExclusionAnswer> ExcludeAsync(FilmExclusion exclusion)
    {
        ArgumentNullException.ThrowIfNull(exclusion);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(exclusion.From, exclusion.Until);
        film.RequireIncarnation(exclusion.Incarnation);
        if (!film.Journal.IsPublished) return new ExclusionAnswer(ExclusionOutcome.UnknownFilm, film.Rating);

        using (await writes.BeginAsync())
        {
            if (Exclude(exclusion) is { } refused) return new ExclusionAnswer(refused, film.Rating);
            await film.Journal.CommitAsync();   // an earlier decision may still be in flight
        }

        shard.Offer();
        return new ExclusionAnswer(ExclusionOutcome.Done, film.Rating with { Marks = film.State.Rating.Marks });
    }

    public ImmutableArray<TimelineDay> ReadTimeline() =>
        [.. Ballots.Book.Timeline().Select(day => new TimelineDay(day.Day, day.Count, day.HalfStarSum))];

    /// <summary>The rating next to a recount.</summary>
    public FilmAudit Audit()
    {
        var recount = BallotsState.ToRating(film.FilmId, film.Rating.Version, Ballots.Book.Recount());
        return new FilmAudit(film.Rating, recount, Ballots.Book.Count);
    }

    private BallotEntry ToEntry(in Ballot ballot) =>
        new(ballot.MemberId, ballot.Ticket, ballot.CastAt, ballot.HalfStars, ballot.Suspended, IsOfYoung: IsYoung(ballot));

    private bool IsYoung(in Ballot ballot) =>
        ballot.JoinedAt != 0 && ballot.CastAt >= ballot.JoinedAt
            && TimeSpan.FromSeconds(ballot.CastAt - ballot.JoinedAt) < film.Options.YoungAge;

    private VoteAnswer? Refuse(in BallotEntry coming) =>
        Ballots.LatestOf(coming.MemberId) is var standing && standing.Outranks(coming)
            ? new VoteAnswer(VoteOutcome.Superseded, film.Rating, standing.Ticket)
            : null;

    private void Enter(in BallotEntry coming)
    {
        if (Ballots.LatestOf(coming.MemberId).Ticket == coming.Ticket) return;
        if (film.Journal.Writing.ShowsStarsOf(coming.MemberId)) film.Journal.Writing.ChangeStars();
        Ballots.Enter(coming);
    }

    /// <summary>Stages the decision if it is newer than the last one; returns why it is refused.</summary>
    private ExclusionOutcome? Exclude(FilmExclusion exclusion)
    {
        var standing = Ballots.LatestExclusions;
        if (exclusion.Decision <= standing.Decision) return null;
        if (standing.Refuse(exclusion) is { } refused) return refused;
        Ballots.Exclude(standing.With(exclusion));
        return null;
    }
}
