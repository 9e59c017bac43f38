using Microsoft.Data.Sqlite;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Api.Catalogue.Search;

/// <summary>The one connection that writes the index. For one thread at a time.</summary>
internal sealed class SearchWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _replace;

    public SearchWriter(string file)
    {
        _connection = SearchConnection.Create(file);
        _replace = _connection.CreateCommand();
        _replace.CommandText = "REPLACE INTO film(rowid, title, directors, actors, distributor) VALUES ($1, $2, $3, $4, $5)";
        for (var i = 1; i <= 5; i++) _replace.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
    }

    /// <summary>Enters films under their numbers, in place of what stood there; readers see all of them or none.</summary>
    public void Write(IEnumerable<(long Number, FilmDetails Film)> films)
    {
        using var transaction = _connection.BeginTransaction();
        _replace.Transaction = transaction;
        foreach (var (number, film) in films)
        {
            Set(number, Words(film.Title), Words([.. film.Directors]), Words([.. film.Cast]), Words(film.Distributor ?? ""));
            _replace.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Dispose()
    {
        _replace.Dispose();
        _connection.Dispose();
    }

    private static string Words(params ReadOnlySpan<string> texts) => string.Join(' ', SearchWords.Of(string.Join(' ', texts)));

    private void Set(params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) _replace.Parameters[i].Value = values[i];
    }
}
