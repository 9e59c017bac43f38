using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Reviews.Storage;

namespace Storage.Tests.Contract;

/// <summary>State records: insert if absent, ETags that are never used twice.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task WriteState_ByAHundredFirstWriters_ExactlyOneWins()
    {
        await using var silos = new TwoSilos(Store);
        var writes = Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            var state = Of($"writer {i}");
            await (i % 2 == 0 ? silos.First : silos.Second).Records.WriteStateAsync(State, Ada, state);
            return state.State!.Text;
        })).ToArray();
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        var winner = Assert.Single(writes, write => write.IsCompletedSuccessfully);
        Assert.All(writes.Except([winner]), loser => Assert.IsType<InconsistentStateException>(loser.Exception!.InnerException));
        Assert.Equal(await winner, (await ReadAsync(silos.First)).State!.Text);
        Assert.Equal(await winner, (await ReadAsync(silos.Second)).State!.Text);
    }

    [Fact]
    public async Task ReadState_InAnotherSilo_SeesWhatWasJustWritten()
    {
        await using var silos = new TwoSilos(Store);
        var state = Of("0");
        for (var i = 1; i <= 20; i++)
        {
            state.State!.Text = $"{i}";
            await silos.First.Records.WriteStateAsync(State, Ada, state);
            Assert.Equal($"{i}", (await ReadAsync(silos.Second)).State!.Text);
        }
    }

    [Fact]
    public async Task RaiseIncarnation_ByATool_LetsItGoOnAtOnce()
    {
        await using var store = Store.Open();
        await store.Records.WriteStateAsync(State, Ada, Of("before"));

        await store.Services.GetRequiredService<IStore>().RaiseIncarnationAsync(5, TestContext.Current.CancellationToken);

        var read = await ReadAsync(store);
        Assert.Equal("before", read.State!.Text);
        await store.Records.WriteStateAsync(State, Ada, read);
        await AppendAsync(await WakeAsync(store), "a vote");
        Assert.Equal("a vote", Encoding.UTF8.GetString(await ReadBytesAsync(store)));
    }

    [Fact]
    public async Task WriteState_WithAStaleETag_IsRefused()
    {
        await using var silos = new TwoSilos(Store);
        await silos.First.Records.WriteStateAsync(State, Ada, Of("first"));
        var (stale, current) = (await ReadAsync(silos.First), await ReadAsync(silos.Second));
        await silos.Second.Records.WriteStateAsync(State, Ada, current);

        await Assert.ThrowsAsync<InconsistentStateException>(() => silos.First.Records.WriteStateAsync(State, Ada, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silos.First.Records.ClearStateAsync(State, Ada, stale));
        await silos.Second.Records.WriteStateAsync(State, Ada, current);
    }

    [Fact]
    public async Task WriteState_AfterReopening_GoesOnFromItsETag()
    {
        await using (var store = Store.Open()) await store.Records.WriteStateAsync(State, Ada, Of("first"));
        await using var again = Store.Open();
        var state = await ReadAsync(again);
        Assert.True(state.RecordExists);
        state.State!.Text = "second";
        await again.Records.WriteStateAsync(State, Ada, state);
        Assert.Equal("second", (await ReadAsync(again)).State!.Text);
    }

    [Fact]
    public async Task ClearState_KeepsOutWhoeverKnewTheRecordBefore()
    {
        await using var silos = new TwoSilos(Store);
        var (state, never) = (Of("first"), await ReadAsync(silos.Second));
        await silos.First.Records.WriteStateAsync(State, Ada, state);
        var stale = await ReadAsync(silos.Second);
        await silos.First.Records.ClearStateAsync(State, Ada, state);
        Assert.False(state.RecordExists);
        Assert.False((await ReadAsync(silos.Second)).RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => silos.Second.Records.WriteStateAsync(State, Ada, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silos.Second.Records.WriteStateAsync(State, Ada, never));
    }

    [Fact]
    public async Task WriteState_AfterClear_NeverHasAnETagAgain()
    {
        await using var store = Store.Open();
        var state = Of("first");
        var seen = new HashSet<string?>();
        for (var i = 0; i < 5; i++)
        {
            await store.Records.WriteStateAsync(State, Ada, state);
            Assert.True(seen.Add(state.ETag), $"{state.ETag} again");
            await store.Records.ClearStateAsync(State, Ada, state);
            state = await ReadAsync(store);
            state.State = new Fixtures.Note { Text = $"{i}" };
        }
    }

    [Fact]
    public async Task ClearState_ByWhoFoundNothing_DoesNotTakeWhatCameSince()
    {
        await using var silos = new TwoSilos(Store);
        var found = await ReadAsync(silos.First);
        await silos.Second.Records.WriteStateAsync(State, Ada, Of("since"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => silos.First.Records.ClearStateAsync(State, Ada, found));
        Assert.True((await ReadAsync(silos.First)).RecordExists);
    }

    [Fact]
    public async Task ListRecords_NamesAllThatAreNotCleared()
    {
        await using var silos = new TwoSilos(Store);
        var grains = OddKeys.Select(key => GrainId.Create("quota", key)).ToArray();
        foreach (var grain in grains) await silos.First.Records.WriteStateAsync(State, grain, Of("there"));
        var gone = Of("gone");
        await silos.First.Records.WriteStateAsync("another", Ada, gone);
        await silos.First.Records.ClearStateAsync("another", Ada, gone);

        var listed = new List<(GrainId Grain, string State)>();
        await foreach (var record in silos.Second.RecordStore.ListAsync(TestContext.Current.CancellationToken)) listed.Add(record);
        Assert.Equal(grains.Select(grain => (grain, State)).ToHashSet(), listed.ToHashSet());
        Assert.Equal(grains.Length, listed.Count);
    }

    [Fact]
    public async Task WriteState_OfEightMegabytes_ComesBackWhole()
    {
        await using var silos = new TwoSilos(Store);
        var text = string.Create(8 << 20, 0, static (chars, _) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = (char)('a' + (i * 31 % 26));
        });
        await silos.First.Records.WriteStateAsync(State, Ada, Of(text));
        Assert.Equal(text, (await ReadAsync(silos.Second)).State!.Text);
    }

    [Fact]
    public async Task WriteState_WhoseAnswerWasLost_TookEffectOnceAndIsNotRepeatedBlindly()
    {
        var loses = false;
        await using var store = Store.OpenLosingAnswers(() => loses);
        var state = Of("first");
        await store.Records.WriteStateAsync(State, Ada, state);
        loses = true;
        state.State!.Text = "second";
        await Assert.ThrowsAnyAsync<Exception>(() => store.Records.WriteStateAsync(State, Ada, state));
        loses = false;

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync(State, Ada, state));
        var read = await ReadAsync(store);
        Assert.Equal("second", read.State!.Text);
        await store.Records.WriteStateAsync(State, Ada, read);
    }
}
