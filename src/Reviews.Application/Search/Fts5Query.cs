namespace Reviews.Application.Search;

/// <summary>The query for SQLite: every word of the search, the last one perhaps unfinished.</summary>
internal static class Fts5Query
{
    /// <summary>The expression; null when one of the words fits no film.</summary>
    /// <param name="words">One or more, of letters and digits alone, so that none can mean anything to SQLite.</param>
    /// <param name="vocabulary">The words there are.</param>
    /// <param name="forgiving">False corrects only words that no film has; true also tries similar words for the others.</param>
    public static string? Of(IReadOnlyList<string> words, Vocabulary vocabulary, bool forgiving)
    {
        var parts = new List<string>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var terms = Terms(words[i], i == words.Count - 1, vocabulary, forgiving);
            if (terms.Count == 0) return null;
            parts.Add($"({string.Join(" OR ", terms)})");
        }

        return string.Join(" AND ", parts);
    }

    private static List<string> Terms(string word, bool isLast, Vocabulary vocabulary, bool forgiving)
    {
        var terms = new List<string>();
        if (isLast && vocabulary.HasBeginning(word)) terms.Add($"\"{word}\" *");
        if (!isLast && vocabulary.Has(word)) terms.Add($"\"{word}\"");
        if (forgiving || terms.Count == 0) terms.AddRange(vocabulary.Near(word, isLast).Select(near => $"\"{near}\""));
        return terms;
    }
}
