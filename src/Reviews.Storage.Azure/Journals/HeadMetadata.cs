using System.Globalization;
using System.Text;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>The contents of a journal's head, kept in its blob's metadata.</summary>
internal static class HeadMetadata
{
    /// <summary>The log.</summary>
    public const string LogKey = "log";

    /// <summary>The checksum of the log alone: all that earlier releases check.</summary>
    private const string ChecksumKey = "checksum";

    /// <summary>The number of frames the log began with, and a checksum of both. Earlier releases omit it.</summary>
    private const string StartKey = "start";

    public static Dictionary<string, string> Encode(JournalName journal, LogStart start) => new()
    {
        [LogKey] = start.Log.ToString(),
        [ChecksumKey] = ChecksumOf(journal, start.Log.ToString()),
        [StartKey] = StartOf(journal, start),
    };

    /// <summary>Null if it does not match what was written.</summary>
    public static LogStart? Decode(JournalName journal, IDictionary<string, string> metadata)
    {
        if (Read(metadata) is not { } start) return null;
        if (!metadata.TryGetValue(ChecksumKey, out var checksum) || checksum != ChecksumOf(journal, start.Log.ToString())) return null;
        return metadata.TryGetValue(StartKey, out var written) && written != StartOf(journal, start) ? null : start;
    }

    /// <summary>What it says, verified or not; null if it can't be parsed.</summary>
    public static LogStart? Read(IDictionary<string, string> metadata)
    {
        if (!metadata.TryGetValue(LogKey, out var text) || !LogId.TryParse(text, out var log)) return null;
        if (!metadata.TryGetValue(StartKey, out var start)) return new LogStart(log, 0);
        return int.TryParse(start.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var frames)
            ? new LogStart(log, frames) : null;
    }

    private static string StartOf(JournalName journal, LogStart start) =>
        string.Create(CultureInfo.InvariantCulture, $"{start.Frames}-{ChecksumOf(journal, $"{start.Log}/{start.Frames}")}");

    private static string ChecksumOf(JournalName journal, string text) =>
        Checksums.Of(Encoding.UTF8.GetBytes(text), journal.Seed).ToString("x16", CultureInfo.InvariantCulture);
}
