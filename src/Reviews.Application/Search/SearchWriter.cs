using Microsoft.Data.Sqlite;
using Reviews.Domain.Titles;

namespace Reviews.Application.Search;

/// <summary>The one connection that writes the index. For one thread at a time.</summary>
internal sealed class SearchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _replace;
    private readonly SqliteCommand _delete;

    public SearchWriter(string file, WordTable table)
    {
        _connection = SearchConnection.Create(file, table);
        _replace = Command(table.Replace, table.Columns.Count + 1);
        _delete = Command(table.Delete, 1);
    }

    /// <summary>
    /// Enters texts under their numbers, replacing what was there, and removes others; readers see all of it or nothing.
    /// </summary>
    public void Write(IEnumerable<(long Number, IndexedText Text)> texts, IEnumerable<long> gone)
    {
        using var transaction = _connection.BeginTransaction();
        (_replace.Transaction, _delete.Transaction) = (transaction, transaction);
        foreach (var (number, text) in texts)
        {
            _replace.Parameters[0].Value = number;
            for (var i = 0; i < text.Columns.Count; i++)
                _replace.Parameters[i + 1].Value = string.Join(' ', SearchWords.Of(text.Columns[i]));
            _replace.ExecuteNonQuery();
        }

        foreach (var number in gone)
        {
            _delete.Parameters[0].Value = number;
            _delete.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _replace.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Command(string text, int parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        return command;
    }
}
