using System.Globalization;
using Reviews.Application.Members.Imports;
using Reviews.Contracts.Members;

namespace Reviews.Api.Members;

/// <summary>One of my imports: its result, its progress, and what was skipped.</summary>
/// <param name="Id">Its number; null when nothing was kept.</param>
/// <param name="Href">Where its progress can be seen; null when nothing was kept.</param>
/// <param name="Source"><c>letterboxd</c>, <c>imdb</c>, <c>movielens</c>.</param>
/// <param name="Status"><c>planned</c>, <c>running</c>, <c>done</c>, <c>undoing</c>, <c>undone</c>.</param>
/// <param name="DryRun">Whether nothing was changed, and this says what would change.</param>
/// <param name="ChangedAt">When it was last started, finished or undone.</param>
/// <param name="Total">Films it rates.</param>
/// <param name="Done">Films that are done.</param>
/// <param name="SecondsLeft">How long the rest will take, as far as is known.</param>
/// <param name="Taken">Films that I had not rated.</param>
/// <param name="Replaced">Films that I had rated differently.</param>
/// <param name="Unchanged">Films that I had rated the same.</param>
/// <param name="Kept">After undoing: votes that stay because I have changed them since.</param>
/// <param name="Report">What happened to the rows.</param>
internal sealed record ImportResponse(
    string? Id, string? Href, string Source, string Status, bool DryRun, DateTimeOffset ChangedAt, int Total, int Done,
    int? SecondsLeft, int Taken,
    int Replaced, int Unchanged, int Kept, MatchReport Report)
{
    public static ImportResponse Of(ImportState state)
    {
        var id = state.Number == 0 ? null : state.Number.ToString(CultureInfo.InvariantCulture);
        return new ImportResponse(
            id, id is null ? null : $"/api/me/imports/{id}", NameOf(state.Source), NameOf(state.Status), state.Number == 0,
            state.ChangedAt, state.Total,
            state.Settled, state.TimeLeft is { } left ? (int)Math.Ceiling(left.TotalSeconds) : null, state.New, state.Replaced,
            state.Same, state.Kept,
            MatchReport.Of(state.Source, state.Reading));
    }

    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>What happened to a file's rows.</summary>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Matched">Rows of films that are here.</param>
/// <param name="NearYear">Those whose year is off by one.</param>
/// <param name="Repeated">Rows of a film that another row rates too; the last one counts.</param>
/// <param name="NotFound">Rows of films that are not here.</param>
/// <param name="Refused">Rows that are not a rating of a film.</param>
/// <param name="Recoded">Rows that were not UTF-8, and were read as Windows-1252.</param>
/// <param name="Hint">What would help when nothing in the file could be used; otherwise null.</param>
/// <param name="Troubles">The first rows that were skipped, with the reason; at most 200.</param>
internal sealed record MatchReport(
    int Rows, int Matched, int NearYear, int Repeated, int NotFound, int Refused, int Recoded, string? Hint,
    IReadOnlyList<RowTrouble> Troubles)
{
    public static MatchReport Of(ImportSource source, ImportReading reading) => new(
        reading.Rows, reading.Matched, reading.NearYear, reading.Repeated, reading.NotFound, reading.Refused, reading.Recoded,
        ImportHint.Of(source, reading),
        [.. reading.Troubles.Select(trouble => new RowTrouble(trouble.Row, trouble.Title, trouble.Reason))]);
}

/// <summary>A row that was skipped.</summary>
internal sealed record RowTrouble(int Row, string? Title, string Reason);
