using System.Globalization;
using Npgsql;
using Reviews.Storage.PostgreSql;
using Reviews.Storage.Writing;

namespace Storage.Tests.Fixtures;

/// <summary>Tests that share one server and run one at a time: some of them kill it.</summary>
[CollectionDefinition]
public sealed class PostgresCollection : ICollectionFixture<PostgresFixture>;

/// <summary>A real PostgreSQL server for the tests of one run.</summary>
public sealed class PostgresFixture : Fixture
{
    private PostgresServer? _server;
    private int _places;

    internal PostgresServer Server => Started(_server);

    protected override async Task StartAsync() => _server = await PostgresServer.StartAsync();

    protected override async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    /// <summary>An unused schema.</summary>
    internal PostgresPlace NewPlace() =>
        new(Server, string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _places)}"));
}

/// <summary>One schema on the tests' server.</summary>
internal sealed class PostgresPlace(PostgresServer server, string schema)
{
    /// <summary>Tests don't fail on a clock: only those of deadlines set a short one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public string Schema => schema;

    /// <summary>Opens the store there as a silo of the cluster 'tests'.</summary>
    public TestStore Open(
        Action<PostgresOptions>? configure = null, IStoreFaults? faults = null, TimeProvider? time = null) =>
        TestStore.Open(Add(configure), faults, time);

    /// <summary>Puts a silo on the store there.</summary>
    public Action<ISiloBuilder> Add(Action<PostgresOptions>? configure = null) => silo => silo.AddPostgresStore(
        options =>
        {
            (options.ConnectionString, options.Schema, options.ClusterId) = (server.ConnectionString, schema, "tests");
            options.OperationTimeout = Patience;
            configure?.Invoke(options);
        },
        [TestStore.Schema]);

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
