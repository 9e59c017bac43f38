using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.Azure;

/// <summary>
/// Names of blobs: letters, digits and hyphens as they are, all else escaped, so that different names stay different whatever a service,
/// a proxy or a client makes of odd characters.
/// </summary>
internal static class BlobNames
{
    /// <summary>The blob that says whose container it is.</summary>
    public const string Marker = "store.json";

    /// <summary>Before every blob of a journal.</summary>
    public const string Journals = "journals/";

    /// <summary>Last part of the name of a journal's head.</summary>
    public const string Head = "head";

    /// <summary>Before every state record.</summary>
    public const string Records = "records/";

    /// <summary>Longest escaped part; the service takes 1,024 characters for the whole name, and a record's has three parts.</summary>
    private const int MaxPart = 400;
    private const int MaxRecordPart = 300;

    /// <summary>Before the hash of a longer part. Nothing escaped contains it: 'h' is no digit of an escape.</summary>
    private const string Hashed = "_h";

    /// <summary>The folder of a journal, with its slash.</summary>
    public static string JournalFolder(string journal) => $"{Journals}{Part(journal)}/";

    /// <summary>
    /// A state record, as Orleans' provider is asked for it. It joins the two as they are, with a hyphen: unescaped, some names would meet
    /// in one blob and others would be refused.
    /// </summary>
    public static (string State, GrainId Grain) Record(GrainId grain, string state) => (
        Records + Part(state, MaxRecordPart).Replace("-", "_2D", StringComparison.Ordinal),
        GrainId.Create(Part(grain.Type.ToString()!, MaxRecordPart), Part(grain.Key.ToString()!, MaxRecordPart)));

    /// <summary>The blob that Orleans' provider keeps a state record in.</summary>
    public static string RecordBlob(GrainId grain, string state)
    {
        var record = Record(grain, state);
        return $"{record.State}-{record.Grain}.json";
    }

    /// <summary>The name that a part stands for; null: only its hash is in the part.</summary>
    public static string? Unescape(string part)
    {
        if (part.StartsWith(Hashed, StringComparison.Ordinal)) return null;
        var name = new StringBuilder(part.Length);
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] != '_')
            {
                name.Append(part[i]);
                continue;
            }

            var digits = part[i + 1] == 'u' ? part.AsSpan(i + 2, 4) : part.AsSpan(i + 1, 2);
            name.Append((char)int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += part[i + 1] == 'u' ? 5 : 2;
        }

        return name.ToString();
    }

    private static string Part(string name, int longest = MaxPart)
    {
        var escaped = Escape(name);
        return escaped.Length <= longest ? escaped : Hashed + Convert.ToHexStringLower(SHA256.HashData(Encoding.Unicode.GetBytes(name)));
    }

    /// <summary>By UTF-16 unit, so that even text that is no valid Unicode stays apart.</summary>
    private static string Escape(string name)
    {
        var escaped = new StringBuilder(name.Length + 16);
        foreach (var unit in name)
        {
            if (char.IsAsciiLetterOrDigit(unit) || unit == '-') escaped.Append(unit);
            else if (unit < 0x80) escaped.Append('_').Append(((int)unit).ToString("X2", CultureInfo.InvariantCulture));
            else escaped.Append("_u").Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
        }

        return escaped.Length == 0 ? "_" : escaped.ToString();
    }
}
