using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Repair;

/// <summary>A store opened read-only stays unchanged, whatever its format, on every SQL store.</summary>
public abstract class LookContract
{
    private static readonly GrainId Ada = GrainId.Create("quota", "ada");

    [Fact]
    public async Task Look_AtAStoreOfTheEarlierFormat_ReadsItAndLeavesItSo()
    {
        await FillAsync();
        Change("DELETE FROM meta WHERE key = 'incarnation'");
        Change("UPDATE meta SET value = '1' WHERE key = 'format'");
        var before = Meta();

        await ReadAsync();

        Assert.Equal(before, Meta());
        await using var opened = Open(readOnly: false);
        Assert.NotEqual(before, Meta());
    }

    [Fact]
    public async Task Look_AtAStore_NotesNothingInIt()
    {
        await FillAsync();
        var before = Meta();
        await ReadAsync();
        Assert.Equal(before, Meta());
    }

    [Fact]
    public async Task Write_ToAStoreThatIsLookedAt_IsRefused()
    {
        await FillAsync();
        await using (var store = Open(readOnly: true))
        {
            await using var film = await store.WakeAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => film.VoteAsync(2));
            await Assert.ThrowsAnyAsync<Exception>(() => store.Store.RaiseIncarnationAsync(0, TestContext.Current.CancellationToken));
        }

        await ReadAsync();
    }

    [Fact]
    public void Look_WhereNothingIs_IsRefusedAndMakesNothing()
    {
        Assert.Throws<StoreOpenException>(() => Open(readOnly: true));
        Assert.False(IsMade());
    }

    private protected abstract TestStore Open(bool readOnly);

    /// <summary>Changes rows behind the store's back.</summary>
    private protected abstract void Change(string sql);

    /// <summary>All that the store says of itself.</summary>
    private protected abstract string Meta();

    private protected abstract bool IsMade();

    private async Task FillAsync()
    {
        await using var store = Open(readOnly: false);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await store.Records.WriteStateAsync("s", Ada, new GrainState<Note> { State = new Note { Text = "here" } });
    }

    private async Task ReadAsync()
    {
        await using var store = Open(readOnly: true);
        await using var film = await store.WakeAsync();
        Assert.Equal([1L], film.Tally.Book.Keys);
        var record = new GrainState<Note>();
        await store.Records.ReadStateAsync("s", Ada, record);
        Assert.Equal("here", record.State!.Text);
        await store.Records.ReadStateAsync("s", GrainId.Create("quota", "bea"), record);
        Assert.False(record.RecordExists);
    }
}

/// <summary>Looks on SQLite.</summary>
public sealed class SqliteLook : LookContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override TestStore Open(bool readOnly) => TestStore.Open(_folder, options => options.ReadOnly = readOnly);

    private protected override void Change(string sql) => Rows.Damage(_folder, sql);

    private protected override string Meta() =>
        (string)Rows.Scalar(_folder, "SELECT group_concat(key || '=' || value, ';') FROM (SELECT key, value FROM meta ORDER BY key)")!;

    private protected override bool IsMade() => File.Exists(_folder.Database);
}

/// <summary>Looks on PostgreSQL.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresLook(PostgresFixture postgres) : LookContract
{
    private readonly PostgresPlace _place = postgres.NewPlace();

    private protected override TestStore Open(bool readOnly) => _place.Open(options => options.ReadOnly = readOnly);

    private protected override void Change(string sql) => _place.Scalar(sql);

    private protected override string Meta() =>
        (string)_place.Scalar("SELECT string_agg(key || '=' || value, ';' ORDER BY key) FROM meta")!;

    private protected override bool IsMade() => _place.Scalar($"SELECT to_regnamespace('{_place.Schema}') IS NOT NULL") is true;
}
