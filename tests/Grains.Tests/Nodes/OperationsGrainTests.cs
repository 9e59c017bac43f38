using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Platform;
using Reviews.Grains.Nodes;

namespace Grains.Tests.Nodes;

/// <summary>What operators see of processes that report, fall silent, and come back.</summary>
public sealed class OperationsGrainTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly OperationsGrain _grain;

    public OperationsGrainTests() => _grain = new OperationsGrain(_clock);

    [Fact]
    public async Task ReadAsync_BeforeAnyReport_KnowsNobody()
    {
        var state = await _grain.ReadAsync();
        Assert.Empty(state.Nodes);
        Assert.Equal(Operations.HistoryPoints, state.History.Length);
        Assert.All(state.History, Assert.Null);
    }

    [Fact]
    public async Task ReadAsync_OfTwoProcesses_AddsThemUpAndTakesTheWorstTimes()
    {
        await ReportAsync(
            Guid.NewGuid(), new NodeFigures { VotesPerSecond = 10, CommitP99 = 0.5, QueuedWrites = 3, Connections = 7, FeedAge = 1 });
        await ReportAsync(
            Guid.NewGuid(), new NodeFigures { VotesPerSecond = 5, CommitP99 = 0.1, QueuedWrites = 4, Connections = 1, FeedAge = 9 });

        var together = (await _grain.ReadAsync()).History[^1];
        Assert.Equal(new NodeFigures { VotesPerSecond = 15, CommitP99 = 0.5, QueuedWrites = 7, Connections = 8, FeedAge = 9 }, together);
    }

    [Fact]
    public async Task ReadAsync_AfterReports_HasThemInTheirOrder()
    {
        var id = Guid.NewGuid();
        for (var votes = 1; votes <= 3; votes++)
        {
            await ReportAsync(id, new NodeFigures { VotesPerSecond = votes });
            _clock.Advance(Operations.ReportEvery);
        }

        var history = (await _grain.ReadAsync()).History;
        Assert.Equal([1, 2, 3], history[^4..^1].Select(point => point!.VotesPerSecond));
        Assert.Null(history[^5]);
    }

    [Fact]
    public async Task ReadAsync_OfAProcessThatFellSilent_SaysGoneAndForgetsItAtLast()
    {
        await ReportAsync(Guid.NewGuid(), new NodeFigures { VotesPerSecond = 1 });
        _clock.Advance(Operations.GoneAfter);
        Assert.False(Assert.Single((await _grain.ReadAsync()).Nodes).IsGone);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var state = await _grain.ReadAsync();
        Assert.True(Assert.Single(state.Nodes).IsGone);
        Assert.Null(state.History[^1]);   // it does nothing any more, but its past stays
        Assert.Contains(state.History, point => point is not null);

        _clock.Advance(Operations.HistoryTime);
        Assert.Empty((await _grain.ReadAsync()).Nodes);
    }

    [Fact]
    public async Task ReportAsync_FromMoreThanThereMayBe_DropsTheLongestSilent()
    {
        var ids = Enumerable.Range(0, Operations.MaxNodes + 1).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var id in ids)
        {
            await ReportAsync(id, new NodeFigures());
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var names = (await _grain.ReadAsync()).Nodes.Select(node => node.Node.Name).ToHashSet();
        Assert.Equal(Operations.MaxNodes, names.Count);
        Assert.DoesNotContain($"{ids[0]}", names);
    }

    [Fact]
    public async Task ReportAsync_ForHours_KeepsNoMoreThanTheHistory()
    {
        var id = Guid.NewGuid();
        for (var report = 0; report < 3 * Operations.HistoryPoints; report++)
        {
            await ReportAsync(id, new NodeFigures { VotesPerSecond = report });
            _clock.Advance(Operations.ReportEvery / 4);   // a process that reports too often
        }

        Assert.NotNull((await _grain.ReadAsync()).History[^1]);
        Assert.Equal(NodeLog.MaxReports, _grain.ReportsKept);
    }

    [Fact]
    public async Task UnreadableAsync_OfTwoProcesses_TellsEachSubjectOnceUntilItIsReadOrItsProcessIsGone()
    {
        var (one, other, begun) = (Guid.NewGuid(), Guid.NewGuid(), _clock.GetUtcNow());
        await ReportAsync(one, new NodeFigures(), new UnreadableSubject("shard/E", begun.AddSeconds(1), "segment 250 is missing"));
        await ReportAsync(other, new NodeFigures(), new UnreadableSubject("shard/E", begun, "segment 250 is missing"),
            new UnreadableSubject("film/heat", begun.AddSeconds(2), "gone"));
        var told = await _grain.UnreadableAsync();
        Assert.Equal([("shard/E", begun), ("film/heat", begun.AddSeconds(2))], told.Select(subject => (subject.Name, subject.Since)));

        await ReportAsync(other, new NodeFigures());
        Assert.Equal("shard/E", Assert.Single(await _grain.UnreadableAsync()).Name);
        _clock.Advance(Operations.GoneAfter + TimeSpan.FromSeconds(1));
        Assert.Empty(await _grain.UnreadableAsync());
    }

    private Task ReportAsync(Guid id, NodeFigures figures, params UnreadableSubject[] unreadable) =>
        _grain.ReportAsync(
            new NodeReport(id, new NodeIdentity($"{id}", "", "", "1.0.0", _clock.GetUtcNow()), figures) { Unreadable = [.. unreadable] });
}
