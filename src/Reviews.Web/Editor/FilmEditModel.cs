using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films.Editing;
using Reviews.Application.Films.Import;
using Reviews.Application.Http;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Domain.Catalogue;

namespace Reviews.Web.Editor;

/// <summary>Editors add a film, or correct one.</summary>
[RequestSizeLimit(MaxFormBytes)]
internal sealed class FilmEditModel(FilmEditing editing, FilmIndex index, TimeProvider time, IAntiforgery antiforgery)
    : EditorPage(antiforgery)
{
    /// <summary>
    /// Most bytes of the form: 512 KiB, of which a full cast in letters of three bytes, each written as nine, takes three fifths.
    /// </summary>
    private const int MaxFormBytes = 512 * 1024;

    /// <summary>The film; null while it is new.</summary>
    public string? FilmId { get; private set; }

    /// <summary>The revision that the editor sees; 0 while it is new.</summary>
    public int Revision { get; private set; }

    public FilmFields Film { get; private set; } = new();

    /// <summary>What is wrong: field to messages.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private set; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>What someone else saved in the meantime; null when nobody did.</summary>
    public FilmFields? Theirs { get; private set; }

    /// <summary>The film that already exists, when a new one was to be added; otherwise null.</summary>
    public string? Existing { get; private set; }

    /// <summary>The name under which the browser keeps what is written here.</summary>
    public string DraftName { get; private set; } = "";

    /// <summary>The genres that films here have, the most frequent first.</summary>
    public IReadOnlyList<string> Genres => field ??=
        [.. index.All.Select(film => film.Details!.Genre).OfType<string>().CountBy(genre => genre).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).Take(MaxGenres)];

    /// <summary>Most genres that are offered: 50.</summary>
    private const int MaxGenres = 50;

    public async Task<IActionResult> OnGetAsync(string? filmId)
    {
        DraftName = string.Create(CultureInfo.InvariantCulture, $"{EditorId}/film/{filmId ?? "*"}");
        if (filmId is null) return Page();
        if (await editing.FindAsync(filmId) is not { Details: { } details } film) return NotFound();
        (FilmId, Revision, Film) = (filmId, film.Revision, FilmFields.Of(details));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? filmId, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(Request, ct);
        (FilmId, Film, DraftName) = (filmId, FilmFields.Of(form), form["draft"].ToString());
        Revision = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
        if (Refusal is { } why) return Again(why);
        if (FilmCheck.Check(Film.ToRaw(), Today(), out var errors) is not { } film)
        {
            Errors = errors;
            return Again(Refusal.Wrong);
        }

        return await SaveOrAgainAsync(() => filmId is null ? MakeAsync(film) : SaveAsync(filmId, film));
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task<IActionResult> MakeAsync(CleanFilm film)
    {
        var place = await editing.PlaceAsync(film);
        if (place is { FilmId: { } filmId, IsTaken: false }) return await SaveAsync(filmId, film);
        Existing = place.FilmId;
        return Again(new Refusal(StatusCodes.Status422UnprocessableEntity, place.FilmId is null
            ? $"Not saved. {ImportLimits.TooManyNamesakes}"
            : "Not saved: there is already a film with that title and release date."));
    }

    private async Task<IActionResult> SaveAsync(string filmId, CleanFilm film)
    {
        var answer = await editing.SaveAsync(EditorId, filmId, film, Revision);
        if (answer.Outcome == CorrectionOutcome.Stale) return Collided(answer.Film);
        (Notice, Saved) = (answer.Outcome switch
        {
            CorrectionOutcome.Made => "Film added. Readers can find it now.",
            CorrectionOutcome.Changed => "Saved. Readers can see it now, and imports won’t overwrite what you set.",
            _ => "Nothing to save: you haven’t changed anything.",
        }, DraftName);
        return Redirect(AddressOf(filmId));
    }

    /// <summary>Saving again overwrites theirs; nobody does so by accident, since both are shown first.</summary>
    private PageResult Collided(FilmState theirs)
    {
        (Theirs, Revision) = (theirs.Details is { } details ? FilmFields.Of(details) : null, theirs.Revision);
        return Again(Refusal.Stale);
    }

    /// <summary>Where a film is corrected.</summary>
    internal static string AddressOf(string filmId) => $"/editor/films/{filmId}";
}
