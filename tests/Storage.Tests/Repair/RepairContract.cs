using Orleans.Storage;
using Reviews.Storage.Repair;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Repair;

/// <summary>Deliberate damage is found, reported and cut back to what is intact, on every SQL store.</summary>
public abstract class RepairContract
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("DELETE FROM segment WHERE journal = 1 AND number = 3", "segment 3 is missing", 2, 2)]
    [InlineData(
        "UPDATE segment SET checksum = checksum + 1 WHERE journal = 1 AND number = 3", "the checksum of segment 3 does not match", 2, 3)]
    [InlineData(
        "UPDATE segment SET checksum = checksum + 1 WHERE journal = 1 AND number = 5", "the checksum of segment 5 does not match", 4, 1)]
    public async Task Cut_OfADamagedLog_KeepsAllBeforeTheDamage(string damage, string reason, int kept, int lost)
    {
        await using var store = Open();
        await VoteAsync(store, "heat");
        await VoteAsync(store, "alien");
        Damage(damage);
        var repair = new StoreRepair(store.Services);

        var found = Assert.Single(await repair.FindJournalsAsync(Ct).ToListAsync(Ct));
        Assert.Equal(("film/heat", reason, true, kept, lost),
            (found.Journal, found.Reason, found.KeepsSnapshot, (int)found.KeptSegments, (int)found.LostSegments));
        await repair.CutAsync(found);

        await using (var woken = await store.WakeAsync())
        {
            Assert.Equal(Enumerable.Range(1, kept).Select(vote => (long)vote), woken.Tally.Book.Keys.Order());
            await woken.VoteAsync(9);
        }

        await using var again = await store.WakeAsync();
        Assert.Equal(kept + 1, again.Tally.Book.Count);
        Assert.Empty(await repair.FindJournalsAsync(Ct).ToListAsync(Ct));
    }

    [Theory]
    [InlineData("UPDATE slice SET checksum = checksum + 1 WHERE number = 1", "the checksum of slice 1 of its snapshot does not match")]
    [InlineData("UPDATE journal SET base = base + 1", "the checksum of its head does not match")]
    public async Task Cut_OfWhatHasNoWholeBeginning_LeavesAnEmptyJournalThatGoesOn(string damage, string reason)
    {
        var faults = new ScriptedFaults();
        await using var store = Open(faults);
        await using (var film = await store.WakeAsync())
        {
            var compacted = faults.WhenCompacted();
            await film.VoteAsync(0, 20_000);
            await compacted;
            await film.VoteAsync(20_000);
            await film.VoteAsync(20_001);
        }

        await using var stale = await store.WakeAsync();
        Damage(damage);
        var repair = new StoreRepair(store.Services);
        var found = Assert.Single(await repair.FindJournalsAsync(Ct).ToListAsync(Ct));
        Assert.Equal((reason, false, 0L), (found.Reason, found.KeepsSnapshot, found.KeptSegments));
        await repair.CutAsync(found);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(1));
        await using (var woken = await store.WakeAsync())
        {
            Assert.Empty(woken.Tally.Book);
            await woken.VoteAsync(1);
        }

        await using var again = await store.WakeAsync();
        Assert.Equal([1L], again.Tally.Book.Keys);
    }

    [Fact]
    public async Task Clear_OfADamagedRecord_LetsItsGrainBeginAnew()
    {
        var ada = GrainId.Create("quota", "ada");
        await using var store = Open();
        await store.Records.WriteStateAsync("s", ada, new GrainState<Note> { State = new Note { Text = "here" } });
        Damage("UPDATE record SET checksum = checksum + 1");
        var repair = new StoreRepair(store.Services);

        var found = Assert.Single(await repair.FindRecordsAsync(Ct).ToListAsync(Ct));
        Assert.Equal(("quota/ada", "s"), (found.Grain, found.State));
        await repair.ClearAsync(found);

        var read = new GrainState<Note>();
        await store.Records.ReadStateAsync("s", ada, read);
        Assert.False(read.RecordExists);
        read.State!.Text = "anew";
        await store.Records.WriteStateAsync("s", ada, read);
        Assert.Empty(await repair.FindRecordsAsync(Ct).ToListAsync(Ct));
    }

    [Fact]
    public async Task Find_InAWholeStore_FindsNothing()
    {
        await using var store = Open();
        await VoteAsync(store, "heat");
        var repair = new StoreRepair(store.Services);

        Assert.Empty(await repair.FindJournalsAsync(Ct).ToListAsync(Ct));
        Assert.Empty(await repair.FindRecordsAsync(Ct).ToListAsync(Ct));
    }

    private protected abstract TestStore Open(ScriptedFaults? faults = null);

    /// <summary>Changes rows behind the store's back.</summary>
    private protected abstract void Damage(string sql);

    private static async Task VoteAsync(TestStore store, string film)
    {
        await using var activation = await store.WakeAsync(film);
        for (var vote = 1; vote <= 5; vote++) await activation.VoteAsync(vote);
    }
}

/// <summary>Repairs on SQLite.</summary>
public sealed class SqliteRepair : RepairContract, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private protected override TestStore Open(ScriptedFaults? faults = null) => TestStore.Open(_folder, faults: faults);

    private protected override void Damage(string sql) => Rows.Damage(_folder, sql);
}

/// <summary>Repairs on PostgreSQL.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresRepair(PostgresFixture postgres) : RepairContract
{
    private readonly PostgresPlace _place = postgres.NewPlace();

    private protected override TestStore Open(ScriptedFaults? faults = null) => _place.Open(faults: faults);

    private protected override void Damage(string sql) => _place.Scalar(sql);
}
