using System.Globalization;

namespace Reviews.Storage.Records;

/// <summary>
/// The ETag of a record on an SQL store: its number, which only increases, and the store incarnation it was read or written under.
/// </summary>
internal sealed record RecordETag(long Number, long Incarnation)
{
    private const char Separator = '@';

    public static RecordETag Parse(string text)
    {
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        return new RecordETag(
            long.Parse(text.AsSpan(0, at), CultureInfo.InvariantCulture), long.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}{Separator}{Incarnation}");
}
