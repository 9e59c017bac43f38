using Orleans.Journaling;
using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>The rules as the real runtime lives them.</summary>
[Trait("Category", "Slow")]
public sealed class SiloTests : IDisposable
{
    private const int Votes = 10_000;
    private const int Callers = 256;

    /// <summary>The promise for one film: twenty votes a write at least.</summary>
    private const int MostWrites = 500;

    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Vote_TenThousandByManyCallers_TakesFewWritesAndLosesNone()
    {
        await using (var silo = await TestSilo.StartAsync(_folder))
        {
            var film = silo.Film();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var vote = caller; vote < Votes; vote += Callers) await film.VoteAsync(vote);
            }));
            Assert.Equal(Votes, await film.CountAsync());
            Assert.InRange(silo.Statistics.Kind(TestStore.Kind).Appends, 1, MostWrites);
        }

        await using var again = await TestSilo.StartAsync(_folder);
        Assert.Equal(Votes, await again.Film().CountAsync());
    }

    [Fact]
    public async Task Vote_WhenASecondActivationHasWritten_FailsAndTheNextActivationSeesBoth()
    {
        await using var silo = await TestSilo.StartAsync(_folder);
        await silo.MustFenceAStaleActivationAsync();
    }

    [Fact]
    public async Task Vote_WhenTheWriteFails_EndsTheActivationAndShowsNothingOfIt()
    {
        await using var silo = await TestSilo.StartAsync(_folder, _faults);
        var film = silo.Film();
        await film.VoteAsync(1);
        _faults.Write = _ => throw new IOException("The disk is gone.");
        var ended = silo.EndOf(film);
        await Assert.ThrowsAsync<StoreFailureException>(() => film.VoteAsync(2));
        _faults.Write = null;
        await ended;
        Assert.Equal(1, await film.CountAsync());
        await film.VoteAsync(2);
        Assert.Equal(2, await film.CountAsync());
    }

    [Fact]
    public async Task Count_WhileAVoteIsBeingWritten_DoesNotShowIt()
    {
        await using var silo = await TestSilo.StartAsync(_folder, _faults);
        var film = silo.Film();
        await film.VoteAsync(1);
        var reached = new TaskCompletionSource();
        _faults.Write = _ => reached.TrySetResult();
        Task vote;
        using (_faults.Hang())
        {
            vote = film.VoteAsync(2);
            Assert.Equal(1, await film.CountAsync());
        }

        await vote;
        await reached.Task;
        Assert.Equal(2, await film.CountAsync());
    }

    [Fact]
    public async Task Count_OfAFilmWhoseJournalIsDamaged_IsRefusedWhileOthersAnswer()
    {
        await using (var silo = await TestSilo.StartAsync(_folder))
        {
            await silo.Film("heat").VoteAsync(1);
            await silo.Film("alien").VoteAsync(1);
        }

        Rows.Damage(_folder, "UPDATE segment SET data = flip(data) WHERE journal = (SELECT id FROM journal WHERE name = 'film/heat')");
        await using var again = await TestSilo.StartAsync(_folder);
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(() => again.Film("heat").CountAsync());
        Assert.Equal("film/heat", corrupt.Record);
        await Assert.ThrowsAsync<CorruptRecordException>(() => again.Film("heat").VoteAsync(2));
        Assert.Equal(1, await again.Film("alien").CountAsync());
    }

    [Fact]
    public async Task Vote_PastTheFloor_FoldsBesideTheLivingGrain()
    {
        await using (var silo = await TestSilo.StartAsync(_folder, _faults, options => options.CompactionFloorBytes = 1 << 12))
        {
            var film = silo.Film();
            var compacted = _faults.WhenCompacted();
            for (var member = 0; member < 40; member++) await film.VoteAsync(member);
            await compacted;
            for (var member = 40; member < 50; member++) await film.VoteAsync(member);
            Assert.Equal(50, await film.CountAsync());
        }

        Assert.Equal(1, Rows.Count(_folder, "slice"));
        await using var again = await TestSilo.StartAsync(_folder);
        Assert.Equal(50, await again.Film().CountAsync());
    }

    [Fact]
    public async Task Note_InAStateRecord_SurvivesTheSilo()
    {
        await using (var silo = await TestSilo.StartAsync(_folder)) await silo.Film().NoteAsync("A classic.");
        await using var again = await TestSilo.StartAsync(_folder);
        Assert.Equal("A classic.", await again.Film().ReadNoteAsync());
    }

    [Fact]
    public async Task Start_WithAJournalFormatThatCannotBeReadBack_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<StoreOpenException>(() => TestSilo.StartAsync(
            _folder, silo: host => host.Configure<JournaledStateManagerOptions>(options => options.JournalFormatKey = "json")));
        Assert.Contains("'json'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAFolderInUse_IsRefused()
    {
        await using var first = await TestSilo.StartAsync(_folder);
        await Assert.ThrowsAsync<StoreOpenException>(() => TestSilo.StartAsync(_folder));
    }
}
