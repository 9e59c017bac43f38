using Orleans.Serialization;
using Reviews.Contracts.Films;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>A film's details: imports provide them, and editors have the last word.</summary>
internal sealed class FilmRevisions(FilmActivation film, FilmWrites writes, Serializer<FilmDetails> serializer)
{
    private DurableRecord<PublishedFilm> Details => film.Journal.Details;

    public async Task<PublishOutcome> PublishAsync(FilmDetails details)
    {
        ThrowIfOther(details);
        var (outcome, _) = await ReviseAsync(standing => Stated(standing?.Details, details));
        return outcome;
    }

    public async Task<CorrectionAnswer> CorrectAsync(FilmDetails details, int? expected)
    {
        ThrowIfOther(details);
        var (outcome, revised) = await ReviseAsync(standing => Corrected(standing, details, expected));
        return new CorrectionAnswer(outcome, revised);
    }

    private void ThrowIfOther(FilmDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        if (details.FilmId != film.FilmId) throw new ArgumentException($"The details are of {details.FilmId}.", nameof(details));
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
        // first, so that a retry is idempotent
        if (standing is not null && corrected == FilmFacts.None) return (CorrectionOutcome.Unchanged, null);
        if (expected is { } seen && seen != (standing?.Revision ?? 0)) return (CorrectionOutcome.Stale, null);
        var news =
            wanted with { Identity = known.Identity, ExternalScores = known.ExternalScores, Corrected = known.Corrected | corrected };
        return (standing is null ? CorrectionOutcome.Made : CorrectionOutcome.Changed, news);
    }

    /// <summary>Journals the details that <paramref name="decide"/> returns, if any, and shares them with the shard.</summary>
    /// <param name="decide">Looks at the current details; called again when others may have intervened.</param>
    /// <returns>The decision, and the film after it.</returns>
    private async Task<(TOutcome Outcome, FilmState Film)> ReviseAsync<TOutcome>(
        Func<PublishedFilm?, (TOutcome Outcome, FilmDetails? News)> decide)
    {
        var (outcome, news) = decide(Details.Value);
        if (!Details.HasStaged && news is null)
        {
            await writes.ShareAgainAsync();
            return (outcome, film.State);
        }

        using (await writes.BeginAsync())
        {
            var latest = Details.Latest;   // another revision may have arrived while the mark was being made
            (outcome, news) = decide(latest);
            if (news is not null) Details.Replace(new PublishedFilm(news, (latest?.Revision ?? 0) + 1));
            await film.Journal.CommitAsync();
        }

        var revised = film.State;
        await writes.ShareAsync();
        return (outcome, revised);
    }

    private bool Same(FilmDetails one, FilmDetails other) =>
        serializer.SerializeToArray(one).AsSpan().SequenceEqual(serializer.SerializeToArray(other));
}
