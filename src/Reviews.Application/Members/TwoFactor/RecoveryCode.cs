using System.Security.Cryptography;
using System.Text;

namespace Reviews.Application.Members.TwoFactor;

/// <summary>
/// A recovery code: letters and digits that can't be mistaken for one another, in groups of five. Only its hash is kept, which tells nobody
/// a code: there are 117 bits in one.
/// </summary>
internal static class RecoveryCode
{
    /// <summary>Codes that are made at a time: 10, as many as an account keeps.</summary>
    public const int PerAccount = 10;

    private const int Group = 5;
    private const int Groups = 5;
    private const string Alphabet = "23456789BCDFGHJKMNPQRTVWXY";

    /// <summary>What a kept hash begins with. Codes of earlier versions were kept as they are.</summary>
    private const string HashMark = "sha256:";

    /// <summary>A code that nobody has seen yet.</summary>
    public static string New() => Grouped(RandomNumberGenerator.GetString(Alphabet, Group * Groups));

    /// <summary>
    /// The code as it was made, from what someone typed: in capitals or not, with blanks, dashes or nothing between the letters.
    /// </summary>
    public static string Tidy(string? typed)
    {
        var letters = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length % Group == 0 ? Grouped(letters) : letters;
    }

    /// <summary>What is kept of a code.</summary>
    public static string Hash(string code) => HashMark + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));

    /// <summary>Whether that is kept of the code, by this version or an earlier one.</summary>
    public static bool IsOf(string kept, string code) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(kept), Encoding.UTF8.GetBytes(kept.StartsWith(HashMark, StringComparison.Ordinal) ? Hash(code) : code));

    private static string Grouped(string letters) => string.Join('-', letters.Chunk(Group).Select(group => new string(group)));
}
