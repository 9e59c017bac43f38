using Microsoft.Data.Sqlite;

namespace Reviews.Application.Search;

/// <summary>One connection that reads the index. For one thread at a time.</summary>
internal sealed class SearchReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _words;

    public SearchReader(string file, WordTable table)
    {
        _connection = SearchConnection.Read(file);
        _find = _connection.CreateCommand();
        _find.CommandText = table.Find;
        _find.Parameters.Add(new SqliteParameter { ParameterName = "$1" });
        _words = _connection.CreateCommand();
        _words.CommandText = "SELECT term FROM word";
    }

    /// <summary>The texts that match, by number, each with how poorly it matches.</summary>
    public List<(long Number, double Misfit)> Find(string expression)
    {
        _find.Parameters[0].Value = expression;
        var found = new List<(long Number, double Misfit)>();
        using var rows = _find.ExecuteReader();
        while (rows.Read()) found.Add((rows.GetInt64(0), rows.GetDouble(1)));
        return found;
    }

    /// <summary>All words that anything is found by.</summary>
    public string[] Words()
    {
        var words = new List<string>();
        using var rows = _words.ExecuteReader();
        while (rows.Read()) words.Add(rows.GetString(0));
        words.Sort(StringComparer.Ordinal);
        return [.. words];
    }

    public void Dispose()
    {
        _find.Dispose();
        _words.Dispose();
        _connection.Dispose();
    }
}
