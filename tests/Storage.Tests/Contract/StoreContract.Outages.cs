using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>While the store is unreachable, calls fail in time; when it is back, everything resumes without reopening it.</summary>
public abstract partial class StoreContract
{
    /// <summary>Far above any deadline of a call: reaching it means that a call hangs.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(4);

    [Theory, Trait("Category", "Slow")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Outage_FailsCallsInTime_AndIsOverWhenItIsOver(bool frozen)
    {
        await using (var patient = Store.Open())
        {
            await patient.Records.WriteStateAsync(State, Ada, Of("before"));
            await AppendAsync(await WakeAsync(patient), "before;");
        }

        await using var store = Store.Open(StoreUnderTest.ShortTimeout);
        var note = await Eventually.AnsweredAsync(() => ReadAsync(store));
        var journal = await Eventually.AnsweredAsync(() => WakeAsync(store));

        await using (await Store.BeginOutageAsync(frozen))
        {
            for (var i = 0; i < 3; i++)
            {
                await AssertFailsAsync(() => AppendAsync(journal, "during;").AsTask());
                await AssertFailsAsync(() => store.Records.WriteStateAsync(State, Ada, note));
            }
        }

        await Eventually.AnsweredAsync(async () =>
        {
            await AppendAsync(await WakeAsync(store), "after;");
            return true;
        });
        var text = await Eventually.AnsweredAsync(() => ReadTextAsync(store));
        Assert.StartsWith("before;", text, StringComparison.Ordinal);
        Assert.EndsWith("after;", text, StringComparison.Ordinal);
        Assert.Equal(text.Split(';').Length, text.Split(';').Distinct().Count());

        await Eventually.AnsweredAsync(async () =>
        {
            var read = await ReadAsync(store);
            read.State = new Note { Text = "after" };
            await store.Records.WriteStateAsync(State, Ada, read);
            return true;
        });
        Assert.Equal("after", (await Eventually.AnsweredAsync(() => ReadAsync(store))).State!.Text);
    }

    private static async Task AssertFailsAsync(Func<Task> call)
    {
        var calling = call();
        Assert.Same(calling, await Task.WhenAny(calling, Task.Delay(Hang, TestContext.Current.CancellationToken)));
        await Assert.ThrowsAnyAsync<Exception>(() => calling);
    }
}
