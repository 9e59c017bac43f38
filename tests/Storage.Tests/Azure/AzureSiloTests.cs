using Reviews.Storage.Azure;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>The Azure store under the real runtime.</summary>
[Trait("Category", "Slow")]
public sealed class AzureSiloTests(SharedAzurite azurite, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Votes = 10_000;
    private const int Callers = 256;

    /// <summary>The promise for one film: twenty votes a write at least.</summary>
    private const int MostWrites = 500;

    private AzureContainer _container = null!;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Vote_TenThousandByManyCallers_TakesFewWritesAndLosesNone()
    {
        await using (var silo = await StartAsync())
        {
            var film = silo.Film();
            var start = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
            {
                for (var vote = caller; vote < Votes; vote += Callers) await film.VoteAsync(vote);
            }));
            var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            Assert.Equal(Votes, await film.CountAsync());
            var kind = silo.Statistics.Kind(TestStore.Kind);
            Assert.InRange(kind.Appends + kind.Compactions, 1, MostWrites);
            output.WriteLine(
                $"Figure: Azurite, one film, {Callers} callers: {Votes / seconds:0} durable votes/s, "
                + $"{(kind.Appends + kind.Compactions) / seconds:0} journal writes/s, "
                + $"{(double)(kind.Appends + kind.Compactions) / Votes:0.0000} a vote ({kind.Compactions} of them snapshots).");
        }

        await using var again = await StartAsync();
        Assert.Equal(Votes, await again.Film().CountAsync());
    }

    [Fact]
    public async Task Vote_PastTheFloor_ReplacesTheLogAndTheNextActivationReadsTheSnapshot()
    {
        await using var silo = await StartAsync(options => options.CompactionFloorBytes = 1 << 12);
        var film = silo.Film();
        for (var member = 0; member < 40; member++) await film.VoteAsync(member);
        Assert.True(silo.Statistics.Kind(TestStore.Kind).Compactions > 0);
        await silo.EndActivationsAsync(film);

        Assert.Equal(40, await film.CountAsync());
        await film.VoteAsync(40);
        Assert.Equal(41, await film.CountAsync());
        Assert.Equal(2, silo.Statistics.Kind(TestStore.Kind).JournalReads);
    }

    [Fact]
    public async Task Vote_WhenASecondActivationHasWritten_FailsAndTheNextActivationSeesBoth()
    {
        await using var silo = await StartAsync();
        await silo.MustFenceAStaleActivationAsync();
    }

    [Fact]
    public async Task Note_InAStateRecord_SurvivesTheSilo()
    {
        await using (var silo = await StartAsync()) await silo.Film().NoteAsync("A classic.");
        await using var again = await StartAsync();
        Assert.Equal("A classic.", await again.Film().ReadNoteAsync());
    }

    private Task<TestSilo> StartAsync(Action<AzureStoreOptions>? configure = null) =>
        TestSilo.StartAsync(host => host.AddAzureStore(options => _container.Configure(options, configure), [TestStore.Schema]));
}
