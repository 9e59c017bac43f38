namespace Reviews.Application.Search;

/// <summary>All words that any film is found by.</summary>
/// <remarks>Typos are found by going through all of them: 15,000 words take 0.1 ms, and no second table is needed.</remarks>
/// <param name="words">Each once, in ordinal order.</param>
internal sealed class Vocabulary(string[] words)
{
    /// <summary>Typos in shorter words are not corrected: nearly every one is one typo away from many others.</summary>
    public const int ShortestForgiven = 4;

    /// <summary>Most words that one typed word may stand for: 24.</summary>
    public const int MaxNear = 24;

    public bool Has(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal) >= 0;

    /// <summary>Whether any word begins so.</summary>
    public bool HasBeginning(string beginning)
    {
        var place = Array.BinarySearch(words, beginning, StringComparer.Ordinal);
        if (place < 0) place = ~place;
        return place < words.Length && words[place].StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>The words that may have been meant: one typo away. Numbers are never corrected.</summary>
    /// <param name="typed">The word as it was typed.</param>
    /// <param name="isUnfinished">True to accept words that this may be the beginning of, when no whole word is similar.</param>
    public string[] Near(string typed, bool isUnfinished)
    {
        if (typed.Length < ShortestForgiven || typed.Any(char.IsDigit)) return [];
        var whole = words.Where(word => EditDistanceOne.Parts(typed, word)).Take(MaxNear).ToArray();
        return whole.Length > 0 || !isUnfinished ? whole
            : [.. words.Where(word => EditDistanceOne.PartsFromBeginning(typed, word)).Take(MaxNear)];
    }
}
