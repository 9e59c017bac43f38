using Reviews.Contracts.Films;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <content>Details: imports state them, and editors have the last word.</content>
internal sealed partial class FilmGrain
{
    public async Task<CorrectionAnswer> CorrectAsync(FilmDetails details, int? expected)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.FilmId != FilmId) throw new ArgumentException($"The details are of {details.FilmId}.", nameof(details));

        var (outcome, film) = await ReviseAsync(standing => Corrected(standing, details, expected));
        return new CorrectionAnswer(outcome, film);
    }

    private (PublishOutcome Outcome, FilmDetails? News) Stated(FilmDetails? standing, FilmDetails stated)
    {
        if (standing is null) return (PublishOutcome.Taken, stated);
        if (standing.Identity != stated.Identity) return (PublishOutcome.OtherFilm, null);
        var news = stated.WithCorrectionsOf(standing);
        return Same(standing, news) ? (PublishOutcome.Unchanged, null) : (PublishOutcome.Changed, news);
    }

    private static (CorrectionOutcome Outcome, FilmDetails? News) Corrected(PublishedFilm? standing, FilmDetails wanted, int? expected)
    {
        var known = standing?.Details ?? new FilmDetails { FilmId = wanted.FilmId, Title = "", Identity = wanted.Identity };
        var corrected = wanted.DifferenceTo(known);
        // first, so that repeating is safe
        if (standing is not null && corrected == FilmFacts.None) return (CorrectionOutcome.Unchanged, null);
        if (expected is { } seen && seen != (standing?.Revision ?? 0)) return (CorrectionOutcome.Stale, null);
        var news =
            wanted with { Identity = known.Identity, ExternalScores = known.ExternalScores, Corrected = known.Corrected | corrected };
        return (standing is null ? CorrectionOutcome.Made : CorrectionOutcome.Changed, news);
    }

    /// <summary>Journals the details that <paramref name="decide"/> answers, if any, and leaves them with the shard.</summary>
    /// <param name="decide">Looks at what stands; asked again when others may have come in between.</param>
    /// <returns>What was decided, and the film as it is then.</returns>
    private async Task<(TOutcome Outcome, FilmState Film)> ReviseAsync<TOutcome>(
        Func<PublishedFilm?, (TOutcome Outcome, FilmDetails? News)> decide)
    {
        var (outcome, news) = decide(_published.Value);
        if (!_published.HasStaged && news is null)
        {
            if (_shard.IsMarked) await _shard.ShareAsync();   // an earlier revision may have failed on its way to the shard
            return (outcome, State);
        }

        await BeginWriteAsync();
        try
        {
            var latest = _published.Latest;   // another revision may have come while the mark was made
            (outcome, news) = decide(latest);
            if (news is not null) _published.Replace(new PublishedFilm(news, (latest?.Revision ?? 0) + 1));
            await _journal.CommitAsync();
        }
        finally
        {
            _shard.EndWrite();
        }

        var film = State;
        await TellShardAsync();
        return (outcome, film);
    }

    private bool Same(FilmDetails one, FilmDetails other) =>
        _serializer.SerializeToArray(one).AsSpan().SequenceEqual(_serializer.SerializeToArray(other));
}
