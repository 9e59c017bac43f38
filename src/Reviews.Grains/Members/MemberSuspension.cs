namespace Reviews.Grains.Members;

/// <summary>Suspension: nothing new may be written, and all votes leave the averages but can be restored.</summary>
internal sealed class MemberSuspension(MemberActivation member, MemberWork work, MemberVotes votes)
{
    /// <summary>Whether some film has not been told about the last decision yet.</summary>
    public bool HasNews =>
        Journal.Suspension.Value is { UpTo: > 0 } decided && Journal.Votes.All.Any(vote => vote.Stands && vote.Ticket <= decided.UpTo);

    private MemberJournal Journal => member.Journal;

    public Task<bool> SuspendAsync(string reason)
    {
        if (Journal.CurrentAccount is null) return Task.FromResult(false);   // first: moderation keeps no reason for an erased member
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return DecideAsync(reason);
    }

    public Task<bool> LiftAsync() => DecideAsync(null);

    /// <summary>Tells the films about the last decision: resends each vote under a new ticket.</summary>
    public Task<bool> TellAsync() => Journal.Suspension.Value is { } decided
        ? work.ForEachAsync(
            Journal.Votes.All.Where(vote => vote.Stands && vote.Ticket <= decided.UpTo), MemberWork.Slice,
            vote => votes.SendAgainAsync(vote.FilmId, decided.UpTo))
        : Task.FromResult(true);

    /// <summary>A suspension can be lifted even after an erasure; no new one can be imposed on an erased member.</summary>
    private bool MayDecide(string? reason) =>
        Journal.Account.Latest?.Account is not null || (reason is null && Journal.Suspension.Latest is not null);

    private Task<bool> DecideAsync(string? reason) =>
        MayDecide(reason) ? work.RegisterBeforeAsync(() => BeginAsync(reason)) : Task.FromResult(false);

    private async Task<bool> BeginAsync(string? reason)
    {
        if (!MayDecide(reason)) return false;   // erased in the meantime
        if (Journal.Suspension.Latest?.Reason != reason)
            Journal.Suspension.Replace(new SuspensionRecord(reason, Journal.Votes.LastTicket, member.Now));
        await Journal.CommitAsync();
        work.ResumeAfter(TimeSpan.Zero);
        return true;
    }
}
