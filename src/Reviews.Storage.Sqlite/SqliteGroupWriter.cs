using Microsoft.Data.Sqlite;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Writing;
using SQLitePCL;

namespace Reviews.Storage.Sqlite;

/// <summary>Executes groups of writes on the only writing connection: one prepared statement per row, one transaction per group.</summary>
internal sealed class SqliteGroupWriter : IGroupWriter, IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteWriteStatements _statements;
    private readonly SqliteCheckpointer _checkpointer;
    private readonly StoreIncarnations _incarnations;
    private readonly IStoreFaults _faults;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _rollback;

    public SqliteGroupWriter(
        SqliteConnection connection, SqliteCheckpointer checkpointer, StoreIncarnations incarnations, IStoreFaults faults)
    {
        (_connection, _checkpointer, _incarnations, _faults) = (connection, checkpointer, incarnations, faults);
        _statements = new SqliteWriteStatements(connection);
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _rollback = new Statement(connection, "ROLLBACK");
    }

    public long Commit(IReadOnlyList<StoreWrite> group)
    {
        _begin.Execute();
        try
        {
            foreach (var write in _incarnations.Admitted(group))
            {
                _faults.OnWrite(write);
                write.Result = Carry(write);
            }

            _faults.OnCommitting(group);
            _commit.Execute();
            foreach (var raise in group.OfType<RaiseIncarnation>()) _incarnations.Enter(raise.Result.Value);
        }
        catch
        {
            // On a full disk, SQLite has already rolled back.
            if (raw.sqlite3_get_autocommit(_connection.Handle) == 0) _rollback.Execute();
            throw;
        }

        return _checkpointer.OnCommitted(TakePagesWritten());
    }

    public void Dispose()
    {
        _statements.Dispose();
        _begin.Dispose();
        _commit.Dispose();
        _rollback.Dispose();
    }

    private WriteResult Carry(StoreWrite write) => write switch
    {
        AppendSegment append => _statements.Append(append),
        WriteRecord record => _statements.Write(record),
        PutSlice slice => _statements.Put(slice),
        ReserveSnapshot reserve => _statements.Reserve(reserve),
        FlipHead flip => _statements.Flip(flip),
        DeleteJournal delete => _statements.Delete(delete),
        SweepPiece sweep => _statements.Sweep(sweep),
        CutJournal cut => _statements.Cut(cut),
        RaiseIncarnation raise => _statements.Raise(raise),
        LookAtStore => default,
        _ => throw new NotSupportedException($"No statement carries out {write.GetType().Name}."),
    };

    private int TakePagesWritten()
    {
        _ = raw.sqlite3_db_status(_connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }
}
