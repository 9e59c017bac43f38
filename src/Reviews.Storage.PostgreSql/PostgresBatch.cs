using Npgsql;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// Statements sent together, each with a callback for its rows. Every statement must return rows, if only to say whether it matched any.
/// </summary>
internal sealed class PostgresBatch(NpgsqlConnection connection) : IDisposable
{
    private readonly NpgsqlBatch _batch = new(connection);
    private readonly List<Action<NpgsqlDataReader>> _takers = [];

    /// <summary>Adds a statement; <paramref name="take"/> runs when its rows arrive.</summary>
    public void Add(Action<NpgsqlDataReader> take, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        _batch.BatchCommands.Add(command);
        _takers.Add(take);
    }

    /// <summary>Adds a statement whose rows are ignored.</summary>
    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters) => Add(static _ => { }, sql, parameters);

    /// <summary>Sends everything in one round trip. Each statement sees what anyone had committed by the time it begins.</summary>
    public void Execute()
    {
        if (_takers.Count == 0) return;
        using var reader = _batch.ExecuteReader();
        foreach (var take in _takers)
        {
            take(reader);
            reader.NextResult();
        }
    }

    public void Dispose() => _batch.Dispose();
}
