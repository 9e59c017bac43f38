using Reviews.Storage.Incarnations;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.PostgreSql;

/// <summary>One schema of a PostgreSQL database: the writing session and the read sessions.</summary>
internal sealed class PostgresDatabase : IStoreDatabase
{
    private readonly PostgresSession _session;
    private readonly PostgresReader _reader;

    private PostgresDatabase(
        PostgresSession session, PostgresAddress address, PostgresOptions options, StoreIncarnations incarnations, IStoreFaults faults)
    {
        _session = session;
        Writer = new PostgresGroupWriter(session, incarnations, faults);
        _reader = new PostgresReader(address, options, incarnations, faults);
    }

    public IGroupWriter Writer { get; }

    public IStoreReader Reader => _reader;

    public bool MayComeBackWithLess => true;

    public string? Id => _session.StoreId;

    /// <exception cref="StoreOpenException">The server, database or schema can't be used.</exception>
    public static PostgresDatabase Open(PostgresOptions options, StoreIncarnations incarnations, IStoreFaults faults)
    {
        var address = PostgresAddress.Of(options);
        var session = new PostgresSession(address, incarnations, faults);
        session.Open();
        return new PostgresDatabase(session, address, options, incarnations, faults);
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _session.Dispose();
    }
}
