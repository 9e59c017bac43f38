using System.Globalization;

namespace Reviews.Storage.Azure.Journals;

/// <summary>
/// Names one log of a journal, forever: the epoch counts the journal's logs, starting at 1; the rest separates concurrent attempts at the
/// same epoch, of which one succeeds.
/// </summary>
internal readonly record struct LogId(long Epoch, Guid Unique)
{
    public static LogId First() => new(1, Guid.NewGuid());

    /// <summary>A name for the log that follows this one.</summary>
    public LogId Next() => new(Epoch + 1, Guid.NewGuid());

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{Unique:N}");

    public static bool TryParse(string text, out LogId id)
    {
        id = default;
        var hyphen = text.IndexOf('-', StringComparison.Ordinal);
        if (hyphen < 1 || !Guid.TryParseExact(text[(hyphen + 1)..], "N", out var unique)) return false;
        if (!long.TryParse(text.AsSpan(0, hyphen), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)) return false;
        id = new LogId(epoch, unique);
        return true;
    }
}
