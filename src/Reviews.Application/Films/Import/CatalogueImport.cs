using System.Collections.Concurrent;
using Reviews.Application.Failures;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films.Import;

/// <summary>
/// Publishes clean films, each under the first id of its slug that is free or its own. Repeating an import changes nothing.
/// </summary>
internal sealed class CatalogueImport(IGrainFactory grains, TimeProvider time)
{
    /// <summary>How often a film is retried when the store did not confirm it. Repeating is safe: what took effect is found
    /// unchanged.</summary>
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Publishes the films of a catalogue that was cleaned.</summary>
    /// <param name="catalogue">What the rows came to.</param>
    /// <param name="dryRun">True to report what would change, and change nothing.</param>
    /// <param name="progress">Told of each film that is done.</param>
    /// <param name="ct">Stops between two films; what was published stays.</param>
    public async Task<ImportReport> RunAsync(CleanCatalogue catalogue, bool dryRun, IProgress<int>? progress, CancellationToken ct)
    {
        var outcomes = new ConcurrentBag<(CleanFilm Film, PublishOutcome Outcome)>();

        // Namesakes are handled one after the other, in the order of their rows, so that suffixes come out the same each time.
        var namesakes = catalogue.Films.GroupBy(film => film.Slug, StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ImportLimits.Parallel, CancellationToken = ct };
        await Parallel.ForEachAsync(namesakes, options, async (films, _) =>
        {
            var drafted = new Dictionary<string, FilmDetails>(StringComparer.Ordinal);
            foreach (var film in films)
            {
                outcomes.Add((film, await PlaceOrRepeatAsync(films.Key, film, dryRun ? drafted : null)));
                progress?.Report(1);
            }
        });
        return Report(catalogue, dryRun, outcomes);
    }

    private static ImportReport Report(
        CleanCatalogue catalogue, bool dryRun, IReadOnlyCollection<(CleanFilm Film, PublishOutcome Outcome)> outcomes)
    {
        var crowded = outcomes.Where(done => done.Outcome == PublishOutcome.OtherFilm).Select(done => new RowRefusal(
            done.Film.Row, done.Film.Title, ImportLimits.TooManyNamesakes));
        return new ImportReport(
            dryRun,
            Count(PublishOutcome.Taken),
            Count(PublishOutcome.Changed),
            Count(PublishOutcome.Unchanged),
            [.. catalogue.Refusals.Concat(crowded).OrderBy(refusal => refusal.Row)],
            catalogue.Notes);

        int Count(PublishOutcome outcome) => outcomes.Count(done => done.Outcome == outcome);
    }

    private async Task<PublishOutcome> PlaceOrRepeatAsync(string slug, CleanFilm film, Dictionary<string, FilmDetails>? drafted)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await PlaceAsync(slug, film, drafted);
            }
            catch (Exception exception) when (tried < Tries
                && ExceptionStatus.Of(exception).Status == StatusCodes.Status503ServiceUnavailable)
            {
                await Task.Delay(Pause * tried, time);
            }
        }
    }

    /// <param name="slug">The film's slug without a suffix.</param>
    /// <param name="film">The film.</param>
    /// <param name="drafted">In a dry run: the namesakes that would have been published before it.</param>
    private async Task<PublishOutcome> PlaceAsync(string slug, CleanFilm film, Dictionary<string, FilmDetails>? drafted)
    {
        for (var number = 1; number <= ImportLimits.MaxNamesakes; number++)
        {
            var filmId = number == 1 ? slug : Slug.WithSuffix(slug, number);
            var grain = grains.GetGrain<IFilmGrain>(filmId);
            var known = drafted?.GetValueOrDefault(filmId) ?? (await grain.ReadAsync()).Details;
            if (known is not null && known.Identity != film.Identity) continue;

            var draft = known is null ? FilmDrafts.New(filmId, film) : FilmDrafts.Over(known, film);
            if (drafted is not null)
            {
                drafted[filmId] = draft;
                return known is null ? PublishOutcome.Taken : FilmDrafts.Same(known, draft) ? PublishOutcome.Unchanged
                    : PublishOutcome.Changed;
            }

            var outcome = await grain.PublishAsync(draft);
            if (outcome != PublishOutcome.OtherFilm) return outcome;   // else another import took the id just now
        }

        return PublishOutcome.OtherFilm;
    }
}
