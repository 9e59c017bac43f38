using System.Globalization;
using Npgsql;
using Reviews.Storage;
using Reviews.Storage.Hosting;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>Tests that share one server, one after the other: some of them kill it.</summary>
[CollectionDefinition]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>;

/// <summary>A real PostgreSQL server for the tests of one run.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;
    private int _places;

    internal PostgresServer Server => _server ?? throw new InvalidOperationException("The server is started before the tests.");

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>A schema that nobody has used.</summary>
    internal PostgresPlace NewPlace() => new(Server, string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _places)}"));
}

/// <summary>One schema on the tests' server.</summary>
internal sealed class PostgresPlace(PostgresServer server, string schema)
{
    /// <summary>Tests don't fail on a clock: only those of deadlines set a short one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public string Schema => schema;

    /// <summary>Opens the store there as a silo of the cluster 'tests'.</summary>
    public TestStore Open(
        Action<PostgresOptions>? configure = null, IStoreFaults? faults = null, TimeProvider? time = null) => TestStore.Open(
        silo => silo.AddPostgresStore(
            options =>
            {
                (options.ConnectionString, options.Schema, options.ClusterId) = (server.ConnectionString, schema, "tests");
                options.OperationTimeout = Patience;
                configure?.Invoke(options);
            },
            [TestStore.Blueprint]),
        faults, time);

    /// <summary>Looks into the tables, or changes them, behind the store's back.</summary>
    public object? Scalar(string sql)
    {
        using var connection = new NpgsqlConnection($"{server.ConnectionString};Search Path={schema};Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public long Count(string from) => (long)Scalar($"SELECT COUNT(*) FROM {from}")!;

    /// <summary>Rows that no head refers to, and marks of them.</summary>
    public long Leftovers() =>
        Count("segment s JOIN journal j ON j.id = s.journal WHERE s.number < j.base")
        + Count("slice s JOIN journal j ON j.id = s.journal WHERE s.snapshot <> j.snapshot")
        + Count("sweep");
}
