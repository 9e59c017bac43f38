using System.Collections.Concurrent;

namespace Process.Tests.Fixtures;

/// <summary>Members who vote on every film, over and over with the same stars: what a store may hold is known at any moment.</summary>
internal sealed class SteadyVoters : IAsyncDisposable
{
    private const int Members = 6;
    private const int Films = 30;

    private readonly ConcurrentDictionary<(int Member, int Film), bool> _acknowledged = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Client _operator;
    private readonly Client[] _members;
    private readonly string[] _films;
    private readonly Task[] _voting;
    private int _answers;

    private SteadyVoters(Client op, Client[] members, string[] films)
    {
        (_operator, _members, _films) = (op, members, films);
        _voting = [.. members.Select((_, member) => VoteAsync(member))];
    }

    /// <summary>Votes that were acknowledged, repetitions counted.</summary>
    public int Answers => Volatile.Read(ref _answers);

    public static async Task<SteadyVoters> StartAsync(Uri address)
    {
        var op = await Client.OperatorAsync(address);
        var films = await op.PublishFilmsAsync(Films);
        return new SteadyVoters(
            op, await Task.WhenAll(
                Enumerable.Range(0, Members).Select(number => Client.JoinAsync(address, $"m{number}@example.org"))), films);
    }

    /// <summary>The votes acknowledged so far.</summary>
    public IReadOnlyCollection<(int Member, int Film)> Acknowledged() => [.. _acknowledged.Keys];

    /// <summary>Ends the voting; any answer but 200 fails here.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_voting);
    }

    /// <summary>
    /// Judges a server on a copy: it holds at least these votes, none that nobody cast, and every film counts its members' votes.
    /// </summary>
    public async Task JudgeAsync(Uri copy, IReadOnlyCollection<(int Member, int Film)> atLeast)
    {
        _operator.MoveTo(copy);
        foreach (var member in _members) member.MoveTo(copy);
        for (var film = 0; film < Films; film++)
        {
            var votes = 0;
            for (var member = 0; member < Members; member++)
            {
                var stars = await _members[member].MineAsync(_films[film]);
                if (stars is not null) Assert.Equal(Stars(member, film), stars);
                Assert.True(stars is not null || !atLeast.Contains((member, film)),
                    $"The vote of member {member} on {_films[film]} was acknowledged before the backup and is not in it.");
                if (stars is not null) votes++;
            }

            // A vote that was on its way from the member to the film when the copy was taken is sent again.
            var path = $"/api/admin/audit/{_films[film]}";
            await Eventually.GetAsync(() => _operator.GetAsync(path), audit =>
                audit.GetProperty("agrees").GetBoolean() && audit.GetProperty("recounted").GetProperty("count").GetInt32() == votes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _operator.Dispose();
        foreach (var member in _members) member.Dispose();
        _stop.Dispose();
    }

    private static double Stars(int member, int film) => (1 + ((member + film) % 10)) / 2.0;

    private async Task VoteAsync(int member)
    {
        for (var film = 0; !_stop.IsCancellationRequested; film = (film + 1) % Films)
        {
            using var answer = await _members[member].VoteAsync(_films[film], Stars(member, film));
            Assert.True(answer.IsSuccessStatusCode, $"A vote was answered {answer.StatusCode}.");
            _acknowledged[(member, film)] = true;
            Interlocked.Increment(ref _answers);
        }
    }
}
