using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>Rule 6: a compaction that dies between any two of its steps costs only space, which is reclaimed.</summary>
[Trait("Category", "Slow")]
public sealed class CrashTests
{
    private const int BatchVotes = 5_000;
    private const int Batches = 6;

    /// <summary>Only the last batch brings the log above it.</summary>
    private const int CompactionFloorBytes = (Batches - 2) * BatchVotes * Vote.Size * 11 / 10;

    /// <summary>Reserve, two slices, flip, two pieces of sweeping at least.</summary>
    private const int LeastSteps = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fold_KilledBetweenAnyTwoSteps_LosesNothingAndLeavesNothing(bool stepWasDurable)
    {
        var steps = 0;
        while (await FoldOrDieAsync(steps, stepWasDurable)) steps++;
        Assert.True(steps >= LeastSteps, $"{steps} steps");
    }

    /// <summary>True: the store died at this step of the second compaction. False: that has fewer steps.</summary>
    private static async Task<bool> FoldOrDieAsync(int step, bool stepWasDurable)
    {
        using var folder = new TempFolder();
        await VoteAndFoldAsync(folder);
        var died = await VoteAndDieAsync(folder, step, stepWasDurable);
        await CheckAsync(folder);
        return died;
    }

    private static async Task VoteAndFoldAsync(TempFolder folder)
    {
        var faults = new ScriptedFaults();
        await using var store = TestStore.Open(folder, faults: faults);
        await using var film = await store.WakeAsync();
        var compacted = faults.WhenCompacted();
        await film.VoteAsync(0, BatchVotes);
        await compacted;
    }

    private static async Task<bool> VoteAndDieAsync(TempFolder folder, int step, bool stepWasDurable)
    {
        var dying = new DyingFaults(step, stepWasDurable);
        await using var store = TestStore.Open(folder, options => options.CompactionFloorBytes = CompactionFloorBytes, dying);
        await using var film = await store.WakeAsync();
        for (var i = 1; i < Batches; i++)
        {
            dying.Armed = i == Batches - 1;
            await film.VoteAsync(i * BatchVotes, BatchVotes);
        }

        return await dying.Ended;
    }

    private static async Task CheckAsync(TempFolder folder)
    {
        var faults = new ScriptedFaults();
        var swept = faults.WhenCompacted();
        var somethingLeft = Rows.Count(folder, "sweep") > 0;
        await using var store = TestStore.Open(folder, faults: faults);
        if (somethingLeft) await swept;
        Assert.Equal(0, Rows.Leftovers(folder));

        await using var film = await store.WakeAsync();
        Assert.Equal(Batches * BatchVotes, film.Tally.Book.Count);
        await film.VoteAsync(Batches * BatchVotes);
        await using var woken = await store.WakeAsync();
        Assert.Equal((Batches * BatchVotes) + 1, woken.Tally.Book.Count);
    }

    /// <summary>From one step of a compaction on, nothing reaches the disk, as if the process had been killed there.</summary>
    private sealed class DyingFaults(int step, bool stepIsDurable) : IStoreFaults
    {
        private readonly TaskCompletionSource<bool> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _steps;
        private bool _dead;

        /// <summary>True: died. False: the compaction came to its end first.</summary>
        public Task<bool> Ended => _ended.Task;

        /// <summary>Compactions that begin before are let through.</summary>
        public volatile bool Armed;

        public void OnWrite(StoreWrite write)
        {
            if (_dead) throw new IOException("The process is dead.");
            if (!stepIsDurable && IsStep(write)) DieAtStep();
        }

        public void OnCommitted(IReadOnlyList<StoreWrite> group)
        {
            if (stepIsDurable && group.Any(IsStep)) DieAtStep();
            if (Armed && group is [SweepPiece { Result.Value: 0 }]) _ended.TrySetResult(false);
        }

        private bool IsStep(StoreWrite write) => Armed && write is not AppendSegment;

        private void DieAtStep()
        {
            if (_steps++ != step) return;
            _dead = true;
            _ended.TrySetResult(true);
            throw new IOException("The process was killed.");
        }
    }
}
