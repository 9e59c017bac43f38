namespace Reviews.Domain.Titles;

/// <summary>Makes a text safe to normalise: lone surrogates and U+FFFE are not characters, and normalising them throws.</summary>
internal static class WellFormed
{
    private const char NoCharacter = '\uFFFE';
    private const char Replacement = '\uFFFD';

    /// <summary>Whether it can be normalised as it is.</summary>
    public static bool Is(string text) => Of(text) == text;

    /// <summary>The text with a replacement character for each invalid one.</summary>
    public static string Of(string text) => string.Concat(text.EnumerateRunes()).Replace(NoCharacter, Replacement);
}
