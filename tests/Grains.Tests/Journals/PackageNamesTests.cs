using Grains.Tests.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Orleans.Journaling;

namespace Grains.Tests.Journals;

/// <summary>
/// What we rely on in Microsoft.Orleans.Journaling about states that a version does not know. Our code that relies on it:
/// <c>GrainsRegistration.Journals</c> (a state that a new version adds is kept by the one before it, for a week of rolling back),
/// <c>SchemaCompactor</c> (a compaction by a silo of the earlier version keeps it too), <c>StagedStateMachine</c> (entries of a state come
/// back under its name, whatever others came and went).
/// </summary>
public sealed class PackageNamesTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromDays(7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly VolatileJournals _journals;

    public PackageNamesTests() => _journals = new VolatileJournals(_time);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Grace_Untouched_IsAWeek() => Assert.Equal(Grace, new JournaledStateManagerOptions().RetirementGracePeriod);

    [Fact]
    public async Task Snapshot_ByAVersionThatDoesNotKnowAState_KeepsItAsItWasForAWeek()
    {
        await WriteAsync("one", snapshot: false, "old", "new");
        _time.Advance(TimeSpan.FromDays(30));
        await WriteAsync("two", snapshot: true, "old");
        _time.Advance(Grace - TimeSpan.FromSeconds(1));
        await WriteAsync("three", snapshot: true, "old");

        Assert.Equal(["old one", "old two", "old three", "new one"], await ReadAsync("old", "new"));
    }

    [Fact]
    public async Task Snapshot_AWeekAfterAStateWasFirstMissed_DropsIt()
    {
        await WriteAsync("one", snapshot: false, "old", "new");
        await WriteAsync("two", snapshot: false, "old");
        _time.Advance(Grace);
        await WriteAsync("three", snapshot: false, "old");
        Assert.Equal(["old one", "old two", "old three", "new one"], await ReadAsync("old", "new"));

        await WriteAsync("four", snapshot: true, "old");
        Assert.Equal(["old one", "old two", "old three", "old four"], await ReadAsync("old", "new"));
    }

    /// <summary>So a version is rolled back once, not twice with the same state: the second time the week may be over at once.</summary>
    [Fact]
    public async Task Snapshot_OfAStateThatWasMissedBackAndIsMissedAgain_CountsFromTheFirstTime()
    {
        await WriteAsync("one", snapshot: false, "old", "new");
        await WriteAsync("two", snapshot: false, "old");
        await WriteAsync("three", snapshot: true, "old", "new");
        _time.Advance(Grace);

        await WriteAsync("four", snapshot: true, "old");
        Assert.DoesNotContain("new one", await ReadAsync("old", "new"));
    }

    [Fact]
    public async Task Snapshot_AWeekLaterByAVersionThatKnowsTheStateAgain_KeepsItAndForgetsThatItWasMissed()
    {
        await WriteAsync("one", snapshot: false, "old", "new");
        await WriteAsync("two", snapshot: false, "old");
        _time.Advance(Grace);
        await WriteAsync("three", snapshot: true, "old", "new");
        await WriteAsync("four", snapshot: true, "old");

        Assert.Equal(["old one", "old two", "old three", "old four", "new one", "new three"], await ReadAsync("old", "new"));
    }

    [Fact]
    public async Task Recovery_OfAStateAddedLater_LeavesTheOthersUnderTheirNames()
    {
        await WriteAsync("one", snapshot: false, "b", "c");
        await WriteAsync("two", snapshot: false, "a", "c", "b");
        Assert.Equal(["a two", "b one", "b two", "c one", "c two"], await ReadAsync("a", "b", "c"));
    }

    /// <summary>One activation of a version that knows these states, and a write of each.</summary>
    private async Task WriteAsync(string word, bool snapshot, params string[] names)
    {
        var states = names.Select(name => (name, State: new Scribe(name, []))).ToArray();
        await using var manager = await OpenAsync(states);
        foreach (var (name, state) in states) state.Stage($"{name} {word}");
        _journals.CompactNext = snapshot;
        await manager.WriteStateAsync(Ct);
    }

    private async Task<IEnumerable<string>> ReadAsync(params string[] names)
    {
        var states = names.Select(name => (name, State: new Scribe(name, []))).ToArray();
        await using (await OpenAsync(states)) return [.. states.SelectMany(each => each.State.Replayed)];
    }

    private async Task<IJournaledStateManager> OpenAsync(IEnumerable<(string Name, Scribe State)> states)
    {
        var manager = _journals.Open("film/a", [.. states.Select(each => (each.Name, (IStateMachine)each.State))]);
        await manager.InitializeAsync(Ct);
        return manager;
    }
}
