using Orleans.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>State records: insert if absent, ETags that are never used twice.</summary>
public sealed class RecordTests : IDisposable
{
    private const string State = "profile";

    private static readonly GrainId Ada = GrainId.Create("quota", "ada");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_ByAHundredFirstWriters_ExactlyOneWins()
    {
        await using var store = TestStore.Open(_folder);
        var writes = Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            var state = Of($"writer {i}");
            await store.Records.WriteStateAsync(State, Ada, state);
            return state.State!.Text;
        })).ToArray();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(writes, write => write.IsCompletedSuccessfully);
        Assert.All(writes.Except([winner]), loser => Assert.IsType<InconsistentStateException>(loser.Exception!.InnerException));
        Assert.Equal(await winner, (await ReadAsync(store)).State!.Text);
    }

    [Fact]
    public async Task Write_AfterReopening_GoesOnFromItsETag()
    {
        await using (var store = TestStore.Open(_folder))
            await store.Records.WriteStateAsync(State, Ada, Of("first"));
        await using var again = TestStore.Open(_folder);
        var state = await ReadAsync(again);
        Assert.True(state.RecordExists);
        state.State!.Text = "second";
        await again.Records.WriteStateAsync(State, Ada, state);
        Assert.Equal("second", (await ReadAsync(again)).State!.Text);
    }

    [Fact]
    public async Task Write_WithAStaleETag_IsRefused()
    {
        await using var store = TestStore.Open(_folder);
        await store.Records.WriteStateAsync(State, Ada, Of("first"));
        var (stale, current) = (await ReadAsync(store), await ReadAsync(store));
        await store.Records.WriteStateAsync(State, Ada, current);
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync(State, Ada, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.ClearStateAsync(State, Ada, stale));
    }

    [Fact]
    public async Task Clear_KeepsCounting_SoThatNoEarlierWriterFits()
    {
        await using var store = TestStore.Open(_folder);
        var (state, never) = (Of("first"), await ReadAsync(store));
        await store.Records.WriteStateAsync(State, Ada, state);
        var stale = await ReadAsync(store);
        await store.Records.ClearStateAsync(State, Ada, state);
        Assert.False(state.RecordExists);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync(State, Ada, never));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync(State, Ada, stale));
        var cleared = await ReadAsync(store);
        Assert.False(cleared.RecordExists);
        Assert.Equal("2@0", cleared.ETag);
        cleared.State!.Text = "again";
        await store.Records.WriteStateAsync(State, Ada, cleared);
        Assert.Equal(("again", "3@0"), ((await ReadAsync(store)).State!.Text, cleared.ETag));
    }

    [Fact]
    public async Task Clear_OfWhatWasNeverWritten_WritesNothing()
    {
        await using var store = TestStore.Open(_folder);
        await store.Records.ClearStateAsync(State, Ada, await ReadAsync(store));
        Assert.Equal(0, Rows.Count(_folder, "record"));
    }

    [Fact]
    public async Task Clear_ByWhoFoundNothing_DoesNotTakeWhatCameSince()
    {
        await using var store = TestStore.Open(_folder);
        var found = await ReadAsync(store);
        await store.Records.WriteStateAsync(State, Ada, Of("since"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.ClearStateAsync(State, Ada, found));
        Assert.True((await ReadAsync(store)).RecordExists);
    }

    [Fact]
    public async Task Write_UnderOddNames_KeepsThemApart()
    {
        await using var store = TestStore.Open(_folder);
        (string State, string Key)[] odd =
        [
            ("a", "b/c"), ("a/b", "c"), ("a", "b#c"), ("a#b", "c"), ("Ä", "ä"),
            ("a", "'; DROP TABLE record; --"), ("a", new('x', 5_000)),
        ];
        foreach (var (state, key) in odd) await store.Records.WriteStateAsync(state, GrainId.Create("quota", key), Of($"{state}|{key}"));
        foreach (var (state, key) in odd)
        {
            var read = new GrainState<Note>();
            await store.Records.ReadStateAsync(state, GrainId.Create("quota", key), read);
            Assert.Equal($"{state}|{key}", read.State!.Text);
        }
    }

    private static GrainState<Note> Of(string value) => new() { State = new Note { Text = value } };

    private static async Task<GrainState<Note>> ReadAsync(TestStore store)
    {
        var state = new GrainState<Note>();
        await store.Records.ReadStateAsync(State, Ada, state);
        return state;
    }
}
