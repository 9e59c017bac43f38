using System.Globalization;
using Reviews.Application.Members.Imports;
using Reviews.Contracts.Members;

namespace Reviews.Api.Members;

/// <summary>One import of mine: what it came to, how far it is, and what was not taken.</summary>
/// <param name="Id">Its number; null where nothing was kept.</param>
/// <param name="Href">Where its progress is told; null where nothing was kept.</param>
/// <param name="Source"><c>letterboxd</c>, <c>imdb</c>, <c>movielens</c>.</param>
/// <param name="Status"><c>planned</c>, <c>running</c>, <c>done</c>, <c>undoing</c>, <c>undone</c>.</param>
/// <param name="DryRun">Whether nothing was changed and this tells what would be.</param>
/// <param name="ChangedAt">When it was last begun, finished or taken back.</param>
/// <param name="Total">Films that it rates.</param>
/// <param name="Done">Films that are done with.</param>
/// <param name="SecondsLeft">How long the rest will take, as far as can be said.</param>
/// <param name="Taken">Films that I had not rated.</param>
/// <param name="Replaced">Films that I had rated otherwise.</param>
/// <param name="Unchanged">Films that I had rated just so.</param>
/// <param name="Kept">After undoing: votes that stay because I have changed them since.</param>
/// <param name="Report">What became of the rows.</param>
internal sealed record ImportDocument(
    string? Id, string? Href, string Source, string Status, bool DryRun, DateTimeOffset ChangedAt, int Total, int Done,
    int? SecondsLeft, int Taken,
    int Replaced, int Unchanged, int Kept, MatchReport Report)
{
    public static ImportDocument Of(ImportState state)
    {
        var id = state.Number == 0 ? null : state.Number.ToString(CultureInfo.InvariantCulture);
        return new ImportDocument(
            id, id is null ? null : $"/api/me/imports/{id}", NameOf(state.Source), NameOf(state.Status), state.Number == 0,
            state.ChangedAt, state.Total,
            state.Settled, state.TimeLeft is { } left ? (int)Math.Ceiling(left.TotalSeconds) : null, state.New, state.Replaced,
            state.Same, state.Kept,
            MatchReport.Of(state.Source, state.Reading));
    }

    public static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}

/// <summary>What became of a file's rows.</summary>
/// <param name="Rows">Rows below the header.</param>
/// <param name="Matched">Rows of films that are here.</param>
/// <param name="NearYear">Those whose year is one off.</param>
/// <param name="Repeated">Rows of a film that another row rates too; the last one counts.</param>
/// <param name="NotFound">Rows of films that are not here.</param>
/// <param name="Refused">Rows that are no rating of a film.</param>
/// <param name="Recoded">Rows that were not UTF-8, and were read as Windows-1252.</param>
/// <param name="Hint">What would help, when nothing in the file could be used; null else.</param>
/// <param name="Troubles">The first rows that were not taken, with the reason; at most 200.</param>
internal sealed record MatchReport(
    int Rows, int Matched, int NearYear, int Repeated, int NotFound, int Refused, int Recoded, string? Hint,
    IReadOnlyList<RowTrouble> Troubles)
{
    public static MatchReport Of(ImportSource source, ImportReading reading) => new(
        reading.Rows, reading.Matched, reading.NearYear, reading.Repeated, reading.NotFound, reading.Refused, reading.Recoded,
        ImportHint.Of(source, reading),
        [.. reading.Troubles.Select(trouble => new RowTrouble(trouble.Row, trouble.Title, trouble.Reason))]);
}

/// <summary>A row that was not taken.</summary>
internal sealed record RowTrouble(int Row, string? Title, string Reason);
