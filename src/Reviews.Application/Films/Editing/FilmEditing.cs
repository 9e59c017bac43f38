using Reviews.Application.Films.Import;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films.Editing;

/// <summary>Editors add films and correct them.</summary>
/// <remarks>
/// A film is created under the id that an import would give it, so that a later import finds it; after that the id stays, whatever is
/// corrected.
/// </remarks>
internal sealed partial class FilmEditing(IGrainFactory grains, FilmIndex index, ILogger<FilmEditing> logger)
{
    /// <summary>The film as its grain has it, newer than any index; null when there is none with that id.</summary>
    public async Task<FilmState?> FindAsync(string filmId) =>
        Slug.IsValid(filmId) && await grains.GetGrain<IFilmGrain>(filmId).ReadAsync() is { Details: not null } film ? film : null;

    /// <summary>Where a film of that title and release belongs.</summary>
    public async Task<FilmPlace> PlaceAsync(CleanFilm film)
    {
        for (var number = 1; number <= ImportLimits.MaxNamesakes; number++)
        {
            var filmId = number == 1 ? film.Slug : Slug.WithSuffix(film.Slug, number);
            if (await FindAsync(filmId) is not { Details: { } known }) return new FilmPlace(filmId, IsTaken: false);
            if (known.Identity == film.Identity) return new FilmPlace(filmId, IsTaken: true);
        }

        return new FilmPlace(null, IsTaken: true);
    }

    /// <summary>Creates the film with that id, or gives it these details.</summary>
    /// <param name="editorId">Who does it.</param>
    /// <param name="filmId">The film.</param>
    /// <param name="film">What it should say.</param>
    /// <param name="expected">The revision that the editor has seen, 0 for none; null accepts whatever is there.</param>
    public async Task<CorrectionAnswer> SaveAsync(long editorId, string filmId, CleanFilm film, int? expected)
    {
        var answer = await grains.GetGrain<IFilmGrain>(filmId).CorrectAsync(FilmDrafts.New(filmId, film), expected);
        if (answer.Outcome is CorrectionOutcome.Made or CorrectionOutcome.Changed) LogSaved(editorId, filmId, answer.Film.Revision);

        // The editor may look at the film again before the feed arrives.
        if (answer.Film.Details is { } details) index.Take(new FeedChange(answer.Film.Rating, answer.Film.Revision, details));
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Editor {EditorId} saved film {FilmId} as revision {Revision}.")]
    private partial void LogSaved(long editorId, string filmId, int revision);
}

/// <summary>Where a film belongs.</summary>
/// <param name="FilmId">The first id of its slug that is free or its own; null when there are too many with that title and year.</param>
/// <param name="IsTaken">Whether this very film is already there.</param>
internal sealed record FilmPlace(string? FilmId, bool IsTaken);
