namespace Reviews.Api.Accounts.TwoFactor;

/// <summary>A recovery code as Identity makes it: two groups of five letters with a dash between them.</summary>
internal static class RecoveryCode
{
    private const int Group = 5;

    /// <summary>
    /// The code as it was made, from what somebody typed: in capitals or not, with blanks, dashes or nothing between the letters.
    /// </summary>
    public static string Tidy(string? typed)
    {
        var letters = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return letters.Length == 2 * Group ? $"{letters[..Group]}-{letters[Group..]}" : letters;
    }
}
