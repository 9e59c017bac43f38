using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>Suspension: nothing new, and all votes out of the averages, restorably.</summary>
internal sealed partial class UserGrain
{
    private bool HasVotesToSendAgain =>
        suspension.Value is { UpTo: > 0 } decided && votes.All.Any(vote => vote.Stands && vote.Ticket <= decided.UpTo);

    private bool IsSuspended => suspension.Value?.Reason is not null;

    public Task<bool> SuspendAsync(string reason)
    {
        if (Account is null) return Task.FromResult(false);   // asked first: of an erased member the desk keeps no reason
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return DecideAsync(reason);
    }

    public Task<bool> LiftSuspensionAsync() => DecideAsync(null);

    /// <summary>What was decided of a member ends after an erasure as before it; nothing new is decided of who is erased.</summary>
    private bool MayDecide(string? reason) => record.Latest?.Account is not null || (reason is null && suspension.Latest is not null);

    private Task<bool> DecideAsync(string? reason) =>
        MayDecide(reason) ? RegisterBeforeAsync(() => BeginSuspensionAsync(reason)) : Task.FromResult(false);

    private async Task<bool> BeginSuspensionAsync(string? reason)
    {
        if (!MayDecide(reason)) return false;   // erased meanwhile
        if (suspension.Latest?.Reason != reason) suspension.Replace(new SuspensionRecord(reason, votes.LastTicket, time.GetUtcNow()));
        await journal.CommitAsync();
        ResumeAfter(TimeSpan.Zero);
        return true;
    }

    /// <summary>Tells the films of the last decision: each vote again, under a new ticket.</summary>
    private Task<bool> SendAgainAsync() => suspension.Value is { } decided
        ? ForEachAsync(
            votes.All.Where(vote => vote.Stands && vote.Ticket <= decided.UpTo), WorkSlice, vote =>
                SendAgainAsync(vote.FilmId, decided.UpTo))
        : Task.FromResult(true);

    private async Task<bool> SendAgainAsync(string filmId, uint upTo)
    {
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(filmId, deadline.Left);
        if (turn is null) return false;
        if (votes.Find(filmId) is not { Stands: true } standing || standing.Ticket > upTo) return true;
        return (await DeliverAsync(await WishAgainAsync(standing), deadline)).Outcome != RateOutcome.Unsure;
    }
}
