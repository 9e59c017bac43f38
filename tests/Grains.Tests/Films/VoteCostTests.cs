using Grains.Tests.Fixtures;
using Reviews.Contracts.Films;

namespace Grains.Tests.Films;

/// <summary>What a vote costs, counted.</summary>
[Collection(nameof(VoteCostTests)), CollectionDefinition(nameof(VoteCostTests), DisableParallelization = true)]
public sealed class VoteCostTests
{
    private const string Id = "never-let-me-go-2010";

    [Fact]
    public async Task VoteAsync_OnAFilmInOneProcess_AllocatesWithinItsBudget()
    {
        const int votes = 20_000, callers = 256;
        const long budget = 12_000;   // bytes a vote, callers and silo together; an empty grain call alone is 2,575
        using var store = new TestStore();
        await using var silo = await TestSilo.StartAsync(store);
        await silo.PublishAsync(Id);
        var film = silo.Film(Id);
        await VoteAsync(film, callers, callers, ticket: 1);   // what is made once is made

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await VoteAsync(film, votes, callers, ticket: 2);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / votes;

        Figure.Say($"{each} bytes allocated a vote on one film, callers, film and store together");
        Assert.Equal(votes, (await film.ReadAsync()).Rating.Count);
        Assert.InRange(each, 1, budget);
    }

    private static Task VoteAsync(IFilmGrain film, int votes, int callers, uint ticket) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
    {
        for (var member = caller; member < votes; member += callers)
            await film.VoteAsync(new Ballot(member + 1, (byte)((member % 10) + 1), ticket, 1_000));
    }));
}
