using Orleans.Storage;

namespace Storage.Tests.Contract;

/// <summary>Journals: one writer at a time, and stale writers are refused.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Append_ComesBackInOrder_InAnotherSiloAndAfterReopening()
    {
        await using (var silos = new TwoSilos(Store))
        {
            var journal = await WakeAsync(silos.First);
            foreach (var text in new[] { "one ", "two ", "three " })
            {
                await AppendAsync(journal, text);
                Assert.EndsWith(text, await ReadTextAsync(silos.Second), StringComparison.Ordinal);
            }
        }

        await using var again = Store.Open();
        Assert.Equal("one two three ", await ReadTextAsync(again));
    }

    [Fact]
    public async Task Append_ByTwoWriters_ExactlyOneWinsEachNumber()
    {
        const int rounds = 20;
        await using var silos = new TwoSilos(Store);
        var expected = "";
        for (var round = 0; round < rounds; round++)
        {
            var (first, second) = (await WakeAsync(silos.First), await WakeAsync(silos.Second));
            Task[] writes =
            [
                Task.Run(() => AppendAsync(first, $"first {round};").AsTask(), TestContext.Current.CancellationToken),
                Task.Run(() => AppendAsync(second, $"second {round};").AsTask(), TestContext.Current.CancellationToken),
            ];
            await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
            var loser = Assert.Single(writes, write => write.IsFaulted);
            Assert.IsType<InconsistentStateException>(loser.Exception!.InnerException);
            expected += loser == writes[1] ? $"first {round};" : $"second {round};";
        }

        Assert.Equal(expected, await ReadTextAsync(silos.First));
    }

    [Fact]
    public async Task Append_OfAStaleWriter_IsRefused()
    {
        await using var silos = new TwoSilos(Store);
        var (first, stale) = (await WakeAsync(silos.First), await WakeAsync(silos.Second));
        await AppendAsync(first, "a");
        await Assert.ThrowsAsync<InconsistentStateException>(() => AppendAsync(stale, "x").AsTask());
        await AppendAsync(first, "b");
        Assert.Equal("ab", await ReadTextAsync(silos.Second));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_OfAWriterThatMissedAReplacementOrADeletion_IsRefused(bool replaced)
    {
        await using var silos = new TwoSilos(Store);
        var first = await WakeAsync(silos.First);
        await AppendAsync(first, "a");
        var stale = await WakeAsync(silos.Second);
        if (replaced) await first.ReplaceAsync(Bytes("A"), TestContext.Current.CancellationToken);
        else await first.DeleteAsync(TestContext.Current.CancellationToken);

        // A replacement may keep the writer's next number; then the next append decides.
        if (replaced) await AppendAsync(first, "b");
        await Assert.ThrowsAsync<InconsistentStateException>(() => AppendAsync(stale, "x").AsTask());
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => stale.ReplaceAsync(Bytes("X"), TestContext.Current.CancellationToken).AsTask());
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.DeleteAsync(TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(replaced ? "Ab" : "", await ReadTextAsync(silos.Second));
    }

    [Fact]
    public async Task Append_AfterDelete_BeginsAnew()
    {
        await using var silos = new TwoSilos(Store);
        var first = await WakeAsync(silos.First);
        await AppendAsync(first, "a");
        await first.DeleteAsync(TestContext.Current.CancellationToken);
        await AppendAsync(first, "b");
        var second = await WakeAsync(silos.Second);
        await AppendAsync(second, "c");
        Assert.Equal("bc", await ReadTextAsync(silos.First));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Replace_OfFortyMegabytes_ComesBackWhole()
    {
        await using var silos = new TwoSilos(Store);
        var bytes = new byte[40 << 20];
        new Random(7).NextBytes(bytes);
        var journal = await WakeAsync(silos.First);
        await AppendAsync(journal, "what goes");
        await journal.ReplaceAsync(new(bytes), TestContext.Current.CancellationToken);
        await AppendAsync(journal, "end");

        var read = await ReadBytesAsync(silos.Second);
        Assert.True(read.AsSpan().SequenceEqual([.. bytes, .. "end"u8]), $"{read.Length} bytes that are others");
    }

    [Fact]
    public async Task Append_WhoseAnswerWasLost_TookEffectAndIsNeverThereTwice()
    {
        var loses = false;
        await using var store = Store.OpenLosingAnswers(() => loses);
        var journal = await WakeAsync(store);
        await AppendAsync(journal, "a");
        loses = true;
        await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(journal, "b").AsTask());
        loses = false;

        await Assert.ThrowsAsync<InconsistentStateException>(() => AppendAsync(journal, "b").AsTask());
        Assert.Equal("ab", await ReadTextAsync(store));
        await AppendAsync(await WakeAsync(store), "c");
        Assert.Equal("abc", await ReadTextAsync(store));
    }

    [Fact]
    public async Task Delete_WhoseAnswerWasLost_TookEffect()
    {
        var loses = false;
        await using var store = Store.OpenLosingAnswers(() => loses);
        var journal = await WakeAsync(store);
        await AppendAsync(journal, "a");
        loses = true;
        await Assert.ThrowsAnyAsync<Exception>(() => journal.DeleteAsync(TestContext.Current.CancellationToken).AsTask());
        loses = false;

        Assert.Equal("", await ReadTextAsync(store));
        await Assert.ThrowsAsync<InconsistentStateException>(() => AppendAsync(journal, "b").AsTask());
        await AppendAsync(await WakeAsync(store), "c");
        Assert.Equal("c", await ReadTextAsync(store));
    }
}
