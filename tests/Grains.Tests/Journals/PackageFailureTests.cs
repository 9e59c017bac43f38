using Grains.Tests.Fixtures;
using Orleans.Journaling;
using Orleans.Storage;

namespace Grains.Tests.Journals;

/// <summary>
/// What we rely on in Microsoft.Orleans.Journaling when something fails. Our code that relies on it: <c>GrainJournal</c> (the first failure
/// is handed to every caller and is inside every later refusal), <c>StagedStateMachine</c> (what is staged or under way at a failure is
/// never applied), the stores (after a refused append no other one follows from the same activation), <c>Failure</c> in the API (what a
/// store throws arrives as it was thrown). Versions 10.3 did otherwise: after a conflict they replayed into the same states and went on.
/// </summary>
public sealed class PackageFailureTests
{
    private readonly List<string> _diary = [];
    private readonly VolatileJournals _journals = new();
    private readonly Scribe _words;

    public PackageFailureTests() => _words = new Scribe("it", _diary);

    /// <summary>A conflict, a failure of the storage, a storage that does not answer in time.</summary>
    public static TheoryData<Type> Failures => [typeof(InconsistentStateException), typeof(IOException), typeof(TimeoutException)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Failures))]
    public async Task Write_Fails_EveryCallerThatWaitsIsGivenTheVeryException(Type failure)
    {
        await using var manager = await OpenWrittenAsync();
        var expected = (Exception)Activator.CreateInstance(failure)!;
        var hold = FailNextHeld(expected);
        var underWay = manager.WriteStateAsync(Ct).AsTask();
        await hold.Reached;
        var queued = Enumerable.Range(0, 3).Select(_ => WriteAsync(manager, "queued")).ToArray();

        hold.Release();
        foreach (var caller in queued.Prepend(underWay)) Assert.Same(expected, await Assert.ThrowsAnyAsync<Exception>(() => caller));
    }

    [Theory, MemberData(nameof(Failures))]
    public async Task Write_AfterAFailure_IsRefusedWithItInsideAndNeitherStoredNorRecovered(Type failure)
    {
        await using var manager = await OpenWrittenAsync();
        var expected = (Exception)Activator.CreateInstance(failure)!;
        FailNextHeld(expected).Release();
        Assert.Same(expected, await Assert.ThrowsAnyAsync<Exception>(() => manager.WriteStateAsync(Ct).AsTask()));
        var writes = _journals.Writes.Count;
        _diary.Clear();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(manager, "another"));

        Assert.Same(expected, refused.InnerException);
        Assert.Equal(writes, _journals.Writes.Count);
        Assert.Empty(_diary);
        await Assert.ThrowsAsync<InvalidOperationException>(() => manager.InitializeAsync(Ct).AsTask());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_Fails_NoStateIsToldThatItIsWritten(bool snapshot)
    {
        await using var manager = await OpenWrittenAsync();
        _journals.CompactNext = snapshot;
        FailNextHeld(new IOException("The disk is gone.")).Release();
        await Assert.ThrowsAsync<IOException>(() => manager.WriteStateAsync(Ct).AsTask());
        Assert.DoesNotContain("it is written", _diary);
        await Assert.ThrowsAsync<InvalidOperationException>(() => manager.WriteStateAsync(Ct).AsTask());
    }

    [Fact]
    public async Task Write_AStateCannotWrite_FailsAsIfTheStorageHad()
    {
        await using var manager = await OpenWrittenAsync();
        _words.Broken = new NotSupportedException("It can't be written.");
        Assert.Same(_words.Broken, await Assert.ThrowsAsync<NotSupportedException>(() => manager.WriteStateAsync(Ct).AsTask()));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => manager.WriteStateAsync(Ct).AsTask());
        Assert.Same(_words.Broken, refused.InnerException);
        Assert.Equal(["append"], _journals.Writes);
    }

    [Fact]
    public async Task Recovery_TheStorageCannotRead_ThrowsWhatItThrewAndANewTryBeginsAnew()
    {
        await using (await OpenWrittenAsync())
        {
        }

        _diary.Clear();
        _journals.Unreadable = new CorruptRead("Segment 5 is missing.");
        await using var manager = _journals.Open("film/a", ("words", _words));
        Assert.Same(_journals.Unreadable, await Assert.ThrowsAsync<CorruptRead>(() => manager.InitializeAsync(Ct).AsTask()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => manager.WriteStateAsync(Ct).AsTask());

        await manager.InitializeAsync(Ct);
        Assert.Equal(["it is reset", "it replays begin", "it is recovered"], _diary);
    }

    [Fact]
    public async Task Recovery_AStateRefusesAnEntry_FailsWithThatInside()
    {
        await using (var manager = await OpenWrittenAsync()) await WriteAsync(manager, "?");
        await using var again = _journals.Open("film/a", ("words", _words));

        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => again.InitializeAsync(Ct).AsTask());

        Assert.IsType<InvalidDataException>(failed.GetBaseException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => again.WriteStateAsync(Ct).AsTask());
    }

    private async Task<IJournaledStateManager> OpenWrittenAsync()
    {
        var manager = _journals.Open("film/a", ("words", _words));
        await manager.InitializeAsync(Ct);
        await WriteAsync(manager, "begin");
        _diary.Clear();
        _words.Stage("next");
        return manager;
    }

    private Task WriteAsync(IJournaledStateManager manager, string word)
    {
        _words.Stage(word);
        return manager.WriteStateAsync(Ct).AsTask();
    }

    private Hold FailNextHeld(Exception failure)
    {
        var hold = new Hold();
        _journals.BeforeWrite = async _ =>
        {
            _journals.BeforeWrite = _ => Task.CompletedTask;
            await hold.WaitAsync();
            throw failure;
        };
        return hold;
    }

    private sealed class CorruptRead(string message) : Exception(message);
}
