namespace Reviews.Application.Search;

/// <summary>
/// Tells whether two words are one typo apart: a letter too many, too few or wrong, or two letters swapped.
/// </summary>
/// <remarks>It is enough to look at where the words diverge: a typo before that would give the same letters.</remarks>
internal static class EditDistanceOne
{
    /// <summary>Whether the word was typed with exactly one typo.</summary>
    public static bool Parts(ReadOnlySpan<char> typed, ReadOnlySpan<char> word)
    {
        if (Math.Abs(typed.Length - word.Length) > 1) return false;
        var same = typed.CommonPrefixLength(word);
        var (wrong, right) = (typed.Length - same, word.Length - same);
        if (wrong > right) return typed[(same + 1)..].SequenceEqual(word[same..]);
        if (wrong < right) return typed[same..].SequenceEqual(word[(same + 1)..]);
        return wrong > 0 && (typed[(same + 1)..].SequenceEqual(word[(same + 1)..])
            || (IsSwapped(typed, word, same) && typed[(same + 2)..].SequenceEqual(word[(same + 2)..])));
    }

    /// <summary>Whether the beginning of the word was typed with exactly one typo.</summary>
    public static bool PartsFromBeginning(ReadOnlySpan<char> typed, ReadOnlySpan<char> word)
    {
        var same = typed.CommonPrefixLength(word);
        if (same == typed.Length) return false;
        if (word[same..].StartsWith(typed[(same + 1)..])) return true;
        if (same == word.Length) return false;
        return word[(same + 1)..].StartsWith(typed[same..]) || word[(same + 1)..].StartsWith(typed[(same + 1)..])
            || (IsSwapped(typed, word, same) && word[(same + 2)..].StartsWith(typed[(same + 2)..]));
    }

    private static bool IsSwapped(ReadOnlySpan<char> typed, ReadOnlySpan<char> word, int at) =>
        typed.Length > at + 1 && word.Length > at + 1 && typed[at] == word[at + 1] && typed[at + 1] == word[at];
}
