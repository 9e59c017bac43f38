namespace Reviews.Application.Search;

/// <summary>
/// What an index of words holds: its columns, and how much a word weighs in each of them. The names are ours, never a reader's.
/// </summary>
internal sealed class WordTable
{
    /// <summary>A word in the title weighs as much as ten in the distributor's name; people are in between.</summary>
    public static readonly WordTable Films = new("film", [("title", 10), ("directors", 4), ("actors", 4), ("distributor", 1)]);

    /// <summary>What is written about a film: the headline weighs most, then who wrote it, and the film with those who made it.</summary>
    public static readonly WordTable Writing = new("writing", [("headline", 10), ("writer", 4), ("film", 4), ("words", 1)]);

    private WordTable(string name, (string Name, int Weight)[] columns)
    {
        Columns = [.. columns.Select(column => column.Name)];
        var names = string.Join(", ", Columns);

        // Words arrive folded and separated by spaces, so the tokenizer has nothing left to decide. The texts themselves are not kept: they
        // are in memory. Beginnings of up to three letters have lists of their own, as they are asked for most and match most.
        Create = $"""
            CREATE VIRTUAL TABLE {name} USING fts5({names}, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
            CREATE VIRTUAL TABLE word USING fts5vocab({name}, row);
            """;
        Find =
            $"SELECT rowid, bm25({name}, {string.Join(", ", columns.Select(column => column.Weight))}) FROM {name} WHERE {name} MATCH $1";
        Replace =
            $"REPLACE INTO {name}(rowid, {names}) VALUES "
            + $"({string.Join(", ", Enumerable.Range(1, columns.Length + 1).Select(number => $"${number}"))})";
        Delete = $"DELETE FROM {name} WHERE rowid = $1";
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>The statement that makes the table, and that of its words.</summary>
    public string Create { get; }

    /// <summary>The statement that finds numbers and ranks by an expression.</summary>
    public string Find { get; }

    public string Replace { get; }

    public string Delete { get; }
}

/// <summary>A text as it is entered.</summary>
/// <param name="Id">What a search answers.</param>
/// <param name="Columns">As many as the table has; the first is the title.</param>
internal sealed record IndexedText(string Id, params IReadOnlyList<string> Columns)
{
    public string Title => Columns[0];
}
