using Reviews.Contracts.Films;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>What moderators decide about a film's votes.</summary>
internal sealed partial class FilmGrain
{
    public async Task<ExclusionAnswer> ExcludeAsync(FilmExclusion exclusion)
    {
        ArgumentNullException.ThrowIfNull(exclusion);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(exclusion.From, exclusion.Until);
        RequireIncarnation(exclusion.Incarnation);
        if (_published.Value is null) return new ExclusionAnswer(ExclusionOutcome.UnknownFilm, Rating);

        await BeginWriteAsync();
        try
        {
            var standing = _ballots.LatestExclusions;
            if (exclusion.Decision > standing.Decision)
            {
                if (standing.Refuse(exclusion) is { } refused) return new ExclusionAnswer(refused, Rating);
                _ballots.Exclude(standing.With(exclusion));
            }

            await _journal.CommitAsync();   // what was decided before may be under way still
        }
        finally
        {
            _shard.EndWrite();
        }

        _shard.Offer();
        return new ExclusionAnswer(ExclusionOutcome.Done, Rating with { Marks = State.Rating.Marks });
    }
}
