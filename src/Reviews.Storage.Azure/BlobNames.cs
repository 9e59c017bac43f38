using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.Azure;

/// <summary>
/// Blob names: letters, digits and hyphens as they are, everything else escaped, so that different names stay different whatever a service,
/// a proxy or a client does with unusual characters.
/// </summary>
internal static class BlobNames
{
    /// <summary>The blob that says whose container it is.</summary>
    public const string Marker = "store.json";

    /// <summary>Prefix of every blob of a journal.</summary>
    public const string Journals = "journals/";

    /// <summary>Last part of the name of a journal's head blob.</summary>
    public const string Head = "head";

    /// <summary>Prefix of every state record.</summary>
    public const string Records = "records/";

    /// <summary>Longest escaped part; the service allows 1,024 characters for the whole name, and a record's has three parts.</summary>
    private const int MaxPart = 400;
    private const int MaxRecordPart = 300;

    /// <summary>Prefix of the hash that replaces a longer part. No escaped text contains it: 'h' is not a hex digit.</summary>
    private const string Hashed = "_h";

    /// <summary>The folder of a journal, with a trailing slash.</summary>
    public static string JournalFolder(string journal) => $"{Journals}{Part(journal)}/";

    /// <summary>
    /// A state record's name, as passed to Orleans' provider. The provider joins the two as they are, with a hyphen: unescaped, some names
    /// would collide in one blob and others would be refused.
    /// </summary>
    public static (string State, GrainId Grain) Record(GrainId grain, string state) => (
        Records + Part(state, MaxRecordPart).Replace("-", "_2D", StringComparison.Ordinal),
        GrainId.Create(Part(grain.Type.ToString()!, MaxRecordPart), Part(grain.Key.ToString()!, MaxRecordPart)));

    /// <summary>The blob in which Orleans' provider keeps a state record.</summary>
    public static string RecordBlob(GrainId grain, string state)
    {
        var record = Record(grain, state);
        return $"{record.State}-{record.Grain}.json";
    }

    /// <summary>The name a part stands for; null if the part holds only its hash.</summary>
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

    /// <summary>Per UTF-16 code unit, so that even invalid Unicode stays distinct.</summary>
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
