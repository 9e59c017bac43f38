using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;

namespace Grains.Tests.Members;

/// <summary>Resending votes that did not get through costs no more than linear in their number.</summary>
public sealed class OpenVotesTests
{
    private const int Few = 50;
    private const int Many = 8 * Few;

    private static readonly string[] Films = [.. Enumerable.Range(1, Many).Select(number => $"film-{number}-1999")];

    [Fact]
    public async Task ResumeAsync_EightTimesTheOpenVotes_LooksAtNoMoreThanSomeTenTimesTheTickets()
    {
        using var store = new TestStore();
        await LeaveOpenAsync(store);
        var tickets = new CountingComparer();
        await using var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IEqualityComparer<uint>>(tickets));

        var few = await CostAsync(silo, member: 1, tickets);
        var many = await CostAsync(silo, member: 2, tickets);

        Assert.Equal(2, (await silo.Film(Films[0]).ReadAsync()).Rating.Count);
        Assert.Equal(1, (await silo.Film(Films[^1]).ReadAsync()).Rating.Count);
        Assert.InRange(few, Few, long.MaxValue);
        Assert.InRange(many, Many, 12 * few);
    }

    /// <summary>Two members whose votes are journalled and have reached no film: of one a few, of the other many.</summary>
    private static async Task LeaveOpenAsync(TestStore store)
    {
        await using var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter, DeafFilms>());
        await Task.WhenAll(Films.Select(silo.PublishAsync));
        foreach (var (member, count) in new[] { (1, Few), (2, Many) })
        {
            await silo.JoinAsync(member);
            var answers = await Task.WhenAll(Films.Take(count).Select(film => silo.RateAsync(member, film, 8, TimeSpan.FromSeconds(1))));
            Assert.All(answers, answer => Assert.Equal(RateOutcome.Unsure, answer.Outcome));
        }

        await silo.KillAsync();
    }

    private static async Task<long> CostAsync(TestSilo silo, long member, CountingComparer tickets)
    {
        tickets.Restart();
        await Eventually.AnsweredAsync(() => silo.User(member).ResumeAsync(), done => done);
        return tickets.Looks;
    }

    private sealed class DeafFilms : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => context.MethodName == nameof(IFilmGrain.VoteAsync)
            ? throw new IOException("The film does not hear of the vote, as the test wants it.")
            : context.Invoke();
    }

    private sealed class CountingComparer : IEqualityComparer<uint>
    {
        private long _looks;

        public long Looks => Interlocked.Read(ref _looks);

        public void Restart() => Interlocked.Exchange(ref _looks, 0);

        public bool Equals(uint one, uint other)
        {
            Interlocked.Increment(ref _looks);
            return one == other;
        }

        public int GetHashCode(uint ticket)
        {
            Interlocked.Increment(ref _looks);
            return ticket.GetHashCode();
        }
    }
}
