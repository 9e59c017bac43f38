using System.Buffers;
using Grains.Tests.Fixtures;
using Orleans.Journaling;

namespace Grains.Tests.Journals;

/// <summary>
/// What we rely on in Microsoft.Orleans.Journaling: what a manager asks of states and storage, and in which order. Our code that relies on
/// it: <c>StagedStateMachine</c> (nothing is visible before it is durable; a snapshot carries what is pending), <c>FilmVotes.VoteAsync</c>
/// and <c>FilmVotes.ExcludeAsync</c> (an empty commit waits for the one in flight), <c>JournalRewrites</c> (a wanted snapshot is the next
/// write), <c>SqlJournalStorage</c> and <c>AzureJournalStorage</c> (one call at a time, its bytes its own until it answers),
/// <c>SchemaCompactor</c> and <c>StoreAudit</c> (managers without a grain).
/// </summary>
public sealed class PackageCallbackTests
{
    private readonly List<string> _diary = [];
    private readonly VolatileJournals _journals = new();
    private readonly Scribe _first;
    private readonly Scribe _second;

    public PackageCallbackTests() => (_first, _second) = (new Scribe("first", _diary), new Scribe("second", _diary));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recovery_OfAKeptJournal_ResetsThenReplaysInTheOrderWrittenThenCompletes()
    {
        await using (var manager = await OpenAsync())
        {
            _first.Stage("one", "two");
            _second.Stage("a");
            await manager.WriteStateAsync(Ct);
            _first.Stage("three");
            await manager.WriteStateAsync(Ct);
        }

        _diary.Clear();
        await using var again = await OpenAsync();
        Assert.Equal(
            [
                "first is reset", "second is reset", "first replays one", "first replays two", "second replays a", "first replays three",
                "first is recovered", "second is recovered",
            ],
            _diary);
    }

    [Fact]
    public async Task Recovery_OfANewJournal_ResetsEveryStateAndWritesNothing()
    {
        await using var manager = await OpenAsync();
        Assert.Equal(["first is reset", "second is reset", "first is recovered", "second is recovered"], _diary);
        Assert.Empty(_journals.Writes);
    }

    [Fact]
    public async Task Write_OfOneState_AsksAllAndTellsAllWhenItIsStored()
    {
        await using var manager = await OpenWrittenAsync();
        _journals.BeforeWrite = _ =>
        {
            _diary.Add("it is stored");
            return Task.CompletedTask;
        };

        _first.Stage("one");
        await manager.WriteStateAsync(Ct);

        Assert.Equal(
            ["first writes what is pending", "second writes what is pending", "it is stored", "first is written", "second is written"],
            _diary);
    }

    [Fact]
    public async Task Write_OfNothing_StoresNothingAndTellsNobody()
    {
        await using var manager = await OpenWrittenAsync();
        await manager.WriteStateAsync(Ct);
        Assert.Equal(["first writes what is pending", "second writes what is pending"], _diary);
        Assert.Equal(["append"], _journals.Writes);
    }

    [Fact]
    public async Task Write_OfNothingWhileOneIsUnderWay_EndsAfterIt()
    {
        await using var manager = await OpenWrittenAsync();
        var hold = HoldNext();
        _first.Stage("one");
        var underWay = manager.WriteStateAsync(Ct).AsTask();
        await hold.Reached;
        var nothing = manager.WriteStateAsync(Ct).AsTask();

        Assert.DoesNotContain("first is written", _diary);
        Assert.False(nothing.IsCompleted);
        hold.Release();
        await nothing;
        Assert.Contains("first is written", _diary);
        await underWay;
    }

    [Fact]
    public async Task Write_ByManyCallersWhileOneIsUnderWay_IsOneForAllOfThem()
    {
        await using var manager = await OpenWrittenAsync();
        var hold = HoldNext();
        _first.Stage("one");
        var underWay = manager.WriteStateAsync(Ct).AsTask();
        await hold.Reached;
        var many = Enumerable.Range(0, 50).Select(number =>
        {
            _first.Stage($"{number}");
            return manager.WriteStateAsync(Ct).AsTask();
        }).ToArray();

        hold.Release();
        await Task.WhenAll([underWay, .. many]);

        Assert.Equal(["append", "append", "append"], _journals.Writes);
        Assert.Equal(["begin", "one", .. Enumerable.Range(0, 50).Select(number => $"{number}")], await ReadAsync());
    }

    [Fact]
    public async Task Write_WhenTheStorageWantsASnapshot_AsksForThatInsteadAndWhatIsPendingTravelsInIt()
    {
        await using var manager = await OpenWrittenAsync();
        _journals.CompactNext = true;

        _first.Stage("one");
        await manager.WriteStateAsync(Ct);

        Assert.Equal(["first writes a snapshot", "second writes a snapshot", "first is written", "second is written"], _diary);
        Assert.Equal(["append", "replace"], _journals.Writes);
        Assert.Equal(["begin", "one"], await ReadAsync());
    }

    [Fact]
    public async Task Write_OfNothingWhenTheStorageWantsASnapshot_IsStored()
    {
        await using var manager = await OpenWrittenAsync();
        _journals.CompactNext = true;
        await manager.WriteStateAsync(Ct);
        Assert.Equal(["append", "replace"], _journals.Writes);
    }

    [Fact]
    public async Task Bytes_UntilTheStorageAnswers_StayAsTheyWereHoweverMuchIsStagedMeanwhile()
    {
        await using var manager = await OpenWrittenAsync();
        ReadOnlySequence<byte> given = default;
        var hold = new Hold();
        _journals.BeforeWrite = bytes =>
        {
            _journals.BeforeWrite = _ => Task.CompletedTask;
            given = bytes;
            return hold.WaitAsync();
        };
        _first.Stage("one");
        var underWay = manager.WriteStateAsync(Ct).AsTask();
        await hold.Reached;
        var before = given.ToArray();

        _first.Stage(Enumerable.Repeat(new string('x', 1_000), 100));
        var next = manager.WriteStateAsync(Ct).AsTask();

        Assert.Equal(before, given.ToArray());
        hold.Release();
        await Task.WhenAll(underWay, next);
    }

    [Fact]
    public async Task Cancellation_OfACaller_EndsItsWaitAndNotTheWrite()
    {
        await using var manager = await OpenWrittenAsync();
        using var impatient = new CancellationTokenSource();
        var hold = HoldNext();
        _first.Stage("one");
        var write = manager.WriteStateAsync(impatient.Token).AsTask();
        await hold.Reached;

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        hold.Release();
        await manager.WriteStateAsync(Ct);

        Assert.Contains("first is written", _diary);
        Assert.Equal(["begin", "one"], await ReadAsync());
    }

    [Fact]
    public async Task Standalone_ReadAndDisposed_LeavesTheJournalAsItWas()
    {
        await using (var manager = await OpenWrittenAsync()) _first.Stage("never asked for");
        await using (var reader = _journals.Open("film/a", ("first", _first), ("third", _second))) await reader.InitializeAsync(Ct);
        Assert.Equal(["append"], _journals.Writes);
    }

    [Theory]
    [InlineData("film", "never-let-me-go-2010")]
    [InlineData("name", "email:ann/b@example.org")]
    [InlineData("user", "7")]
    public void JournalId_OfAGrain_IsTheGrainIdAsText(string type, string key)
    {
        var grain = GrainId.Create(type, key);
        Assert.Equal($"{type}/{key}", JournalId.FromGrainId(grain).Value);
        Assert.Equal(grain, GrainId.Parse(JournalId.FromGrainId(grain).Value, provider: null));
    }

    private async Task<IJournaledStateManager> OpenAsync()
    {
        var manager = _journals.Open("film/a", ("first", _first), ("second", _second));
        await manager.InitializeAsync(Ct);
        return manager;
    }

    /// <summary>Opened, with one write behind it that holds the names of its states, and nothing in the diary.</summary>
    private async Task<IJournaledStateManager> OpenWrittenAsync()
    {
        var manager = await OpenAsync();
        _first.Stage("begin");
        await manager.WriteStateAsync(Ct);
        _diary.Clear();
        return manager;
    }

    private Hold HoldNext()
    {
        var hold = new Hold();
        _journals.BeforeWrite = _ =>
        {
            _journals.BeforeWrite = _ => Task.CompletedTask;
            return hold.WaitAsync();
        };
        return hold;
    }

    /// <summary>The words of the first state as another manager reads them.</summary>
    private async Task<List<string>> ReadAsync()
    {
        var back = new Scribe("back", []);
        await using var manager = _journals.Open("film/a", ("first", back), ("second", new Scribe("other", [])));
        await manager.InitializeAsync(Ct);
        return back.Replayed;
    }
}
