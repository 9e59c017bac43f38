using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>Rule 7 on PostgreSQL: damage is noticed, reported, and stops nobody else.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresCorruptionTests(PostgresFixture postgres)
{
    private const string Flipped = "set_byte(data, length(data) / 2, get_byte(data, length(data) / 2) # 1)";

    private readonly PostgresPlace _place = postgres.NewPlace();
    private readonly ScriptedFaults _faults = new();

    [Theory]
    [InlineData($"UPDATE segment SET data = {Flipped} WHERE number = 2", "checksum of segment 2")]
    [InlineData("DELETE FROM segment WHERE number = 2", "segment 2 is missing")]
    [InlineData("UPDATE journal SET base = base + 1", "checksum of its head")]
    public async Task Wake_WithDamagedLog_IsRefused(string damage, string detail)
    {
        await using var store = _place.Open();
        await using (var film = await store.WakeAsync())
        {
            for (var i = 0; i < 3; i++) await film.VoteAsync(i);
        }

        await AssertRefusedAsync(store, damage, detail);
    }

    [Theory]
    [InlineData($"UPDATE slice SET data = {Flipped} WHERE number = 1", "checksum of slice 1")]
    [InlineData("DELETE FROM slice WHERE number = 0", "slice 0 of its snapshot is missing")]
    [InlineData("DELETE FROM slice WHERE number = 1", "its snapshot has 1 slices")]
    public async Task Wake_WithDamagedSnapshot_IsRefused(string damage, string detail)
    {
        await using var store = _place.Open(faults: _faults);
        await using (var film = await store.WakeAsync())
        {
            var compacted = _faults.WhenCompacted();
            await film.VoteAsync(0, 20_000);
            await compacted;
        }

        await AssertRefusedAsync(store, damage, detail);
    }

    [Theory]
    [InlineData($"UPDATE record SET data = {Flipped}")]
    [InlineData("UPDATE record SET etag = etag + 1")]
    [InlineData("UPDATE record SET data = NULL")]
    public async Task ReadState_OfADamagedRecord_IsRefused(string damage)
    {
        await using var store = _place.Open();
        var ada = GrainId.Create("quota", "ada");
        await store.Records.WriteStateAsync("profile", ada, new GrainState<Note> { State = new Note { Text = "Ada Lovelace" } });
        _place.Scalar(damage);
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(
            () => store.Records.ReadStateAsync("profile", ada, new GrainState<Note>()));
        Assert.Equal("quota/ada#profile", corrupt.Record);
    }

    private async Task AssertRefusedAsync(TestStore store, string damage, string detail)
    {
        _place.Scalar(damage);
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(() => store.WakeAsync());
        Assert.Equal("film/heat", corrupt.Record);
        Assert.Contains(detail, corrupt.Message, StringComparison.Ordinal);
        await using var other = await store.WakeAsync("alien");
        await other.VoteAsync(9);
    }
}
