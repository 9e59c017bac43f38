using Reviews.Application.Films.Import;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films.Editing;

/// <summary>Editors make films and correct them.</summary>
/// <remarks>
/// A film is made under the id that an import would give it, so that a later import finds it there; from then on the id stays, whatever is
/// corrected.
/// </remarks>
internal sealed partial class FilmEditing(IGrainFactory grains, FilmIndex index, ILogger<FilmEditing> logger)
{
    /// <summary>The film as its grain has it, newer than any index; null when there is none of that id.</summary>
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

    /// <summary>Makes the film of that id, or gives it these details.</summary>
    /// <param name="editorId">Who does it.</param>
    /// <param name="filmId">The film.</param>
    /// <param name="film">What it shall say.</param>
    /// <param name="expected">The revision that the editor has seen, 0 for none; null takes whatever is there.</param>
    public async Task<CorrectionAnswer> SaveAsync(long editorId, string filmId, CleanFilm film, int? expected)
    {
        var answer = await grains.GetGrain<IFilmGrain>(filmId).CorrectAsync(FilmDrafts.New(filmId, film), expected);
        if (answer.Outcome is CorrectionOutcome.Made or CorrectionOutcome.Changed) LogSaved(editorId, filmId, answer.Film.Revision);

        // The editor's next look at the film may come before the feed does.
        if (answer.Film.Details is { } details) index.Take(new FeedChange(answer.Film.Rating, answer.Film.Revision, details));
        return answer;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Editor {EditorId} saved film {FilmId} as revision {Revision}.")]
    private partial void LogSaved(long editorId, string filmId, int revision);
}

/// <summary>Where a film belongs.</summary>
/// <param name="FilmId">The first id of its slug that is free or its own; null when there are too many of that title and year.</param>
/// <param name="IsTaken">Whether just this film is there already.</param>
internal sealed record FilmPlace(string? FilmId, bool IsTaken);
