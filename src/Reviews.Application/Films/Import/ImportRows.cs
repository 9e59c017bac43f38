using System.Runtime.CompilerServices;
using System.Text.Json;
using CsvHelper;
using Reviews.Domain.Catalogue;

namespace Reviews.Application.Films.Import;

/// <summary>
/// Reads the rows of an import from JSON (an array of objects) or CSV (a line of names, then lines of values), as they stream in.
/// </summary>
internal static class ImportRows
{
    /// <exception cref="UnreadableImportException">The text is not in the format it claims to be.</exception>
    public static async Task<IReadOnlyList<RawFilm>> FromJsonAsync(Stream body, CancellationToken ct)
    {
        try
        {
            return await TakeAsync(JsonRows(body, ct));
        }
        catch (JsonException exception)
        {
            throw new UnreadableImportException($"The body is not a JSON array of objects (line {exception.LineNumber + 1}).", exception);
        }
    }

    /// <exception cref="UnreadableImportException">The text is not in the format it claims to be.</exception>
    public static async Task<IReadOnlyList<RawFilm>> FromCsvAsync(Stream body, CancellationToken ct)
    {
        try
        {
            return await TakeAsync(CsvRows(body, ct));
        }
        catch (CsvFormatException exception)
        {
            throw new UnreadableImportException($"The body is not well-formed CSV (record {exception.RecordNumber}).", exception);
        }
    }

    private static async Task<IReadOnlyList<RawFilm>> TakeAsync(IAsyncEnumerable<RawFilm> rows)
    {
        var taken = new List<RawFilm>();
        await foreach (var row in rows)
        {
            if (taken.Count == ImportLimits.MaxRows)
                throw new UnreadableImportException($"An import can have at most {ImportLimits.MaxRows} rows.");
            taken.Add(row);
        }

        return taken;
    }

    private static async IAsyncEnumerable<RawFilm> JsonRows(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, JsonSerializerOptions.Web, ct))
        {
            // A row that is not an object has no title, and is refused for that, with its number.
            yield return row.ValueKind == JsonValueKind.Object ? JsonRow(row) : new RawFilm();
        }
    }

    private static RawFilm JsonRow(JsonElement row)
    {
        try
        {
            return RawFilm.Of(row.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, Text(field.Value))).ToArray());
        }
        catch (InvalidOperationException)
        {
            // the reader says so only when the text is asked for
            throw new UnreadableImportException("The file contains text that is not valid UTF-8.");
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Array => string.Join(RawFilm.ListSeparator, value.EnumerateArray().Select(Text)),
        _ => null,
    };

    private static async IAsyncEnumerable<RawFilm> CsvRows(Stream body, [EnumeratorCancellation] CancellationToken ct)
    {
        var options = new CsvReaderOptions { MaxRecordSize = ImportLimits.MaxLineBytes, MalformedData = CsvMalformedDataHandling.Throw };
        await using var csv = CsvReader.Create(body, options, leaveOpen: true);
        await csv.ReadHeaderAsync(ct);
        if (!csv.Headers.Contains("title", StringComparer.OrdinalIgnoreCase))
            throw new UnreadableImportException("The first line of the CSV must name the columns, including title.");

        while (await csv.ReadAsync(ct))
        {
            yield return RawFilm.Of(Fields(csv));
        }
    }

    private static KeyValuePair<string, string?>[] Fields(CsvReader csv) =>
        [.. Enumerable.Range(0, Math.Min(csv.Headers.Count, csv.FieldCount)).Select(
            i => KeyValuePair.Create(csv.Headers[i], Present(csv.GetString(i))))];

    private static string? Present(string value) => value.Length == 0 ? null : value;
}

/// <summary>The body of an import can't be read. Nothing was taken from it.</summary>
internal sealed class UnreadableImportException(string message, Exception? cause = null) : Exception(message, cause);
