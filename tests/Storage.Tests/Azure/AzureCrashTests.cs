namespace Storage.Tests.Azure;

/// <summary>
/// A replacement that dies between any two of its requests loses nothing, and what it leaves behind is removed by the next one.
/// </summary>
[Trait("Category", "Slow")]
public sealed class AzureCrashTests(SharedAzurite azurite)
{
    private const int BatchVotes = 5_000;

    /// <summary>New log, snapshot, closing frame, head, deletion of the old log.</summary>
    private const int LeastSteps = 5;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Replace_KilledBetweenAnyTwoRequests_LosesNothingAndLeavesNothing(bool stepWasDone)
    {
        var steps = 0;
        while (await ReplaceOrDieAsync(steps, stepWasDone)) steps++;
        Assert.True(steps >= LeastSteps, $"{steps} steps");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FirstAppend_KilledBetweenAnyTwoRequests_LosesNothing(bool stepWasDone)
    {
        var step = 0;
        while (await BeginOrDieAsync(step, stepWasDone)) step++;
        Assert.True(step >= 3, $"{step} steps"); // New log, head, block.
    }

    /// <summary>True: the process died at this request of a journal's first append. False: that has fewer.</summary>
    private async Task<bool> BeginOrDieAsync(int step, bool stepWasDone)
    {
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        var dying = new Dying(step, stepWasDone);
        await using (var store = container.Open(dying.Requests))
        {
            await using var film = await store.WakeAsync();
            dying.Armed = true;
            var failure = await Record.ExceptionAsync(() => film.VoteAsync(1));
            Assert.Equal(dying.Died, failure is not null);
        }

        await using var again = container.Open();
        await using var woken = await again.WakeAsync();
        if (!dying.Died) Assert.Equal([1L], woken.Tally.Book.Keys);
        await woken.VoteAsync(2);
        await using var next = await again.WakeAsync();
        Assert.Equal(woken.Tally.Book.Keys.Order(), next.Tally.Book.Keys.Order());
        return dying.Died;
    }

    /// <summary>True: the process died at this request of the second replacement. False: that has fewer.</summary>
    private async Task<bool> ReplaceOrDieAsync(int step, bool stepWasDone)
    {
        var container = new AzureContainer(await azurite.ConnectionStringAsync());
        var dying = new Dying(step, stepWasDone);
        bool acknowledged;
        await using (var store = container.Open(dying.Requests))
        {
            await using var film = await store.WakeAsync();
            await film.VoteAsync(0, BatchVotes);
            dying.Armed = true;
            acknowledged = await Record.ExceptionAsync(() => film.VoteAsync(BatchVotes)) is null;
            if (!dying.Died) await Eventually.GetAsync(() => (dying.Died, dying.Deleted), end => end.Died || end.Deleted);
        }

        await using var again = container.Open();
        await using (var woken = await again.WakeAsync())
        {
            Assert.InRange(woken.Tally.Book.Count, acknowledged ? BatchVotes + 1 : BatchVotes, BatchVotes + 1);
            await woken.VoteAsync(1_000_000, BatchVotes);
            await woken.VoteAsync(2_000_000, BatchVotes);
            await woken.VoteAsync(3_000_000, 1);
            await woken.VoteAsync(3_000_001, 1);
        }

        await Eventually.GetAsync(() => container.BlobsAsync(AzureContainer.FolderOf("film/heat")), blobs => blobs.Count == 2);
        await using var last = await again.WakeAsync();
        Assert.Contains(3_000_001L, last.Tally.Book.Keys);
        return dying.Died;
    }

    /// <summary>From one request on, nothing reaches the service or returns from it, as if the process had been killed there.</summary>
    private sealed class Dying
    {
        private readonly int _step;
        private readonly bool _stepIsDone;
        private int _steps;

        public Dying(int step, bool stepIsDone)
        {
            (_step, _stepIsDone) = (step, stepIsDone);
            Requests = new ScriptedRequests
            {
                Sending = request =>
                {
                    if (Died) throw new IOException("The process is dead.");
                    if (!_stepIsDone) DieAtStep(request.IsWrite());
                    return Task.CompletedTask;
                },
                Answered = request =>
                {
                    if (Died) throw new IOException("The process is dead.");
                    if (_stepIsDone) DieAtStep(request.IsWrite());
                    Deleted |= request.Method == global::Azure.Core.RequestMethod.Delete;
                    return Task.CompletedTask;
                },
            };
        }

        public ScriptedRequests Requests { get; }

        public bool Armed { get; set; }

        public bool Died { get; private set; }

        /// <summary>The replaced log was deleted: the last step.</summary>
        public bool Deleted { get; private set; }

        private void DieAtStep(bool isStep)
        {
            if (!Armed || !isStep || _steps++ != _step) return;
            Died = true;
            throw new IOException("The process was killed.");
        }
    }
}
