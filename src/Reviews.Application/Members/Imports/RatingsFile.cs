using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Imports;

/// <summary>Reads a file of ratings as it streams in, a row at a time, whatever its encoding; recognises its format by the
/// header.</summary>
/// <remarks>Files that went through other programs can have rows in different encodings, so each value is checked on its own: what is
/// not UTF-8 is read as Windows-1252, in which every byte has a meaning.</remarks>
internal sealed class RatingsFile
{
    /// <summary>Most bytes of one row: 64 KiB.</summary>
    private const int MaxRowBytes = 64 * 1024;

    /// <summary>How many unknown columns are named.</summary>
    private const int ShownColumns = 8;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private RatingsFile(RatingsFormat format) => Format = format;

    /// <summary>Whose file it is.</summary>
    public RatingsFormat Format { get; }

    /// <summary>Rows so far with a value that was not UTF-8.</summary>
    public int Recoded { get; private set; }

    /// <summary>Reads the rows and gives each to <paramref name="take"/>.</summary>
    /// <exception cref="UnreadableRatingsException">It is not a known file of ratings, or it has ratings by several people.</exception>
    public static async Task<RatingsFile> ReadAsync(Stream body, Action<RatingRow> take, CancellationToken ct)
    {
        try
        {
            var options = new CsvReaderOptions { MaxRecordSize = MaxRowBytes, MalformedData = CsvMalformedDataHandling.Throw };
            await using var csv = CsvReader.Create(body, options, leaveOpen: true);
            await csv.ReadHeaderAsync(ct);
            var file = new RatingsFile(RatingsFormat.Of(csv.Headers) ?? throw WrongHeader(csv.Headers));
            await file.ReadRowsAsync(csv, take, ct);
            return file;
        }
        catch (CsvFormatException exception)
        {
            throw new UnreadableRatingsException($"The file is not well-formed CSV (record {exception.RecordNumber}).", cause: exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new UnreadableRatingsException("The file's text can't be read; save it as CSV in UTF-8.", cause: exception);
        }
    }

    private async Task ReadRowsAsync(CsvReader csv, Action<RatingRow> take, CancellationToken ct)
    {
        var columns = csv.Headers.Select((name, index) => (name, index)).DistinctBy(column => column.name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(column => column.name, column => column.index, StringComparer.OrdinalIgnoreCase);
        string? person = null;
        var recoded = false;
        while (await csv.ReadAsync(ct))
        {
            recoded = false;
            if (Format.Source == ImportSource.MovieLens && (person ??= Cell("userId")) != Cell("userId")) throw SeveralPeople();
            take(Format.Read(Cell));
            if (recoded) Recoded++;
        }

        string? Cell(string column)
        {
            if (!columns.TryGetValue(column, out var index) || index >= csv.FieldCount) return null;
            var bytes = csv.GetSpan(index);
            var isUtf8 = Utf8.IsValid(bytes);
            recoded |= !isUtf8;
            var text = (isUtf8 ? Encoding.UTF8 : Windows1252).GetString(bytes).Trim();
            return text.Length == 0 ? null : text;
        }
    }

    private static UnreadableRatingsException WrongHeader(IReadOnlyCollection<string> headers) => new(
        $"The first line has no known columns. Found: {Shown(headers)}. Expected one of: {RatingsFormat.Expectations}.");

    private static UnreadableRatingsException SeveralPeople() => new(
        "The file contains ratings by several people. Keep only the rows with your own userId.", StatusCodes.Status422UnprocessableEntity);

    private static string Shown(IReadOnlyCollection<string> headers) => headers.Count == 0 ? "nothing"
        : string.Join(',', headers.Take(ShownColumns).Select(name => name.Length <= 30 ? name : name[..30] + "…")) + (
            headers.Count > ShownColumns ? ",…" : "");
}
