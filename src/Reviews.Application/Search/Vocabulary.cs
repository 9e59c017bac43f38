namespace Reviews.Application.Search;

/// <summary>All words that any film is found by.</summary>
/// <remarks>Slips are looked for by going through all of them: 15,000 words take 0.1 ms, and no second table has to be kept.</remarks>
/// <param name="words">Each once, in ordinal order.</param>
internal sealed class Vocabulary(string[] words)
{
    /// <summary>Shorter words are not forgiven: nearly every one is a slip away from many others.</summary>
    public const int ShortestForgiven = 4;

    /// <summary>Most words that one is taken for: 24.</summary>
    public const int MaxNear = 24;

    public bool Has(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal) >= 0;

    /// <summary>Whether any word begins so.</summary>
    public bool HasBeginning(string beginning)
    {
        var place = Array.BinarySearch(words, beginning, StringComparer.Ordinal);
        if (place < 0) place = ~place;
        return place < words.Length && words[place].StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>The words that may have been meant: one slip away. Numbers are never taken for others.</summary>
    /// <param name="typed">The word as it was typed.</param>
    /// <param name="isUnfinished">True takes words of which this may be the beginning, when no whole word is near.</param>
    public string[] Near(string typed, bool isUnfinished)
    {
        if (typed.Length < ShortestForgiven || typed.Any(char.IsDigit)) return [];
        var whole = words.Where(word => OneSlip.Parts(typed, word)).Take(MaxNear).ToArray();
        return whole.Length > 0 || !isUnfinished ? whole : [.. words.Where(word => OneSlip.PartsFromBeginning(typed, word)).Take(MaxNear)];
    }
}
