using Microsoft.Extensions.Logging;
using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 7: damage is noticed, reported, and stops nobody else.</summary>
public sealed class CorruptionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a flipped byte", "UPDATE segment SET data = flip(data) WHERE journal = 1 AND number = 2", "checksum of segment 2")]
    [InlineData("a lost segment", "DELETE FROM segment WHERE journal = 1 AND number = 2", "segment 2 is missing")]
    [InlineData("another film's segment", """
        UPDATE segment SET (checksum, data) = (SELECT checksum, data FROM segment WHERE journal = 2 AND number = 2)
        WHERE journal = 1 AND number = 2
        """,
        "checksum of segment 2")]
    [InlineData("a moved base", "UPDATE journal SET base = base + 1 WHERE id = 1", "checksum of its head")]
    public async Task Wake_WithDamagedLog_RefusesThatGrainOnly(string damage, string sql, string detail)
    {
        await using var store = TestStore.Open(_folder);
        await VoteThriceAsync(store, "heat");
        await VoteThriceAsync(store, "alien");
        Rows.Damage(_folder, sql);
        await AssertRefusedAsync(store, "heat", detail, damage);

        await using var other = await store.WakeAsync("alien");
        await other.VoteAsync(9);
        Assert.Equal(4, other.Tally.Book.Count);
    }

    [Theory]
    [InlineData("UPDATE slice SET data = flip(data) WHERE number = 1", "checksum of slice 1")]
    [InlineData("DELETE FROM slice WHERE number = 0", "slice 0 of its snapshot is missing")]
    [InlineData("DELETE FROM slice WHERE number = 1", "its snapshot has 1 slices")]
    public async Task Wake_WithDamagedSnapshot_RefusesThatGrainOnly(string sql, string detail)
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using (var film = await store.WakeAsync())
        {
            var compacted = _faults.WhenCompacted();
            await film.VoteAsync(0, 20_000);
            await compacted;
        }

        Rows.Damage(_folder, sql);
        await AssertRefusedAsync(store, "heat", detail, sql);
        await VoteThriceAsync(store, "alien");
    }

    [Theory]
    [InlineData("UPDATE record SET data = flip(data)")]
    [InlineData("UPDATE record SET etag = etag + 1")]
    [InlineData("UPDATE record SET data = NULL")]
    [InlineData("UPDATE record SET state = 'other'", "other")]
    public async Task ReadState_OfADamagedRecord_IsRefused(string sql, string state = "profile")
    {
        await using var store = TestStore.Open(_folder);
        var grain = GrainId.Create("quota", "ada");
        await store.Records.WriteStateAsync(
            "profile", grain, new GrainState<Note> { State = new Note { Text = "Ada Lovelace, first of her kind" } });
        Rows.Damage(_folder, sql);
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(
            () => store.Records.ReadStateAsync(state, grain, new GrainState<Note>()));
        Assert.Equal($"quota/ada#{state}", corrupt.Record);
        AssertLogged(store, corrupt.Record);
    }

    private static async Task VoteThriceAsync(TestStore store, string key)
    {
        await using var film = await store.WakeAsync(key);
        for (var i = 0; i < 3; i++) await film.VoteAsync(i);
    }

    private static async Task AssertRefusedAsync(TestStore store, string key, string detail, string because)
    {
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(() => store.WakeAsync(key));
        Assert.Equal($"film/{key}", corrupt.Record);
        Assert.True(corrupt.Message.Contains(detail, StringComparison.Ordinal), $"{because}: {corrupt.Message}");
        AssertLogged(store, corrupt.Record);
    }

    private static void AssertLogged(TestStore store, string record) => Assert.Contains(
        store.Logs.All, line => line.Level == LogLevel.Error && line.Message.Contains($"'{record}'", StringComparison.Ordinal));
}
