using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>One schema of a PostgreSQL database: the session that writes, the sessions that read.</summary>
internal sealed class PostgresDatabase : IStoreDatabase
{
    private readonly PostgresSession _session;
    private readonly PostgresReader _reader;

    private PostgresDatabase(PostgresSession session, PostgresAddress address, PostgresOptions options, IStoreFaults faults)
    {
        _session = session;
        Writer = new PostgresGroupWriter(session, faults);
        _reader = new PostgresReader(address, options, faults);
    }

    public IGroupWriter Writer { get; }

    public IStoreReader Reader => _reader;

    public string? Id => _session.StoreId;

    /// <exception cref="StoreOpenException">The server, database or schema can't be used.</exception>
    public static PostgresDatabase Open(PostgresOptions options, IStoreFaults faults)
    {
        var address = PostgresAddress.Of(options);
        var session = new PostgresSession(address, faults);
        session.Open();
        return new PostgresDatabase(session, address, options, faults);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _session.Dispose();
    }
}
