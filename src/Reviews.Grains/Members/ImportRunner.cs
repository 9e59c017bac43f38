using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Carries out the running import, or undoes it: each rating in one write with its import record.</summary>
internal sealed class ImportRunner(MemberActivation member, MemberWork work, ImportProgress progress, VoteDelivery delivery)
{
    /// <summary>Whether an import is running and may continue.</summary>
    public bool HasWork => Imports.Active is not null && !member.Journal.IsSuspended;

    private ImportsState Imports => member.Journal.Imports;

    private VotesState Votes => member.Journal.Votes;

    /// <summary>Continues the running import; true when there is none, or it is waiting for a suspension to end.</summary>
    public async Task<bool> GoOnAsync()
    {
        while (Imports.Active is { } import && !member.Journal.IsSuspended)
        {
            progress.TakeUp(import);
            var (number, status) = (import.Number, import.Status);
            var done = await work.ForEachAsync(
                import.Waiting, MemberWork.Slice,
                index => status == ImportStatus.Running ? ApplyAsync(number, index) : UndoAsync(number, index));
            if (Imports.StatusOf(number) == status)
            {
                if (!done || Imports.Find(number)!.Waiting.Any()) return member.Journal.IsSuspended;
                Imports.Set(number, status == ImportStatus.Running ? ImportStatus.Done : ImportStatus.Undone, member.Now);
            }

            await member.Journal.CommitAsync();   // also if it was undone or forgotten in the meantime, which may still be in flight
        }

        return true;
    }

    private async Task<bool> ApplyAsync(int number, int index)
    {
        if (Imports.Find(number) is not { Status: ImportStatus.Running } import) return true;
        var item = import.Plan.Items[index];
        var deadline = member.ResumeDeadline();
        using var turn = await member.Turns.TakeAsync(item.FilmId, deadline.Left);
        if (turn is null || !MayGoOn(number, ImportStatus.Running)) return false;
        await CommitAndDeliverAsync(Apply(number, index, item), deadline);
        return true;
    }

    private async Task<bool> UndoAsync(int number, int index)
    {
        if (Imports.Find(number) is not { Status: ImportStatus.Undoing } known) return true;
        var filmId = known.Plan.Items[index].FilmId;
        var deadline = member.ResumeDeadline();
        using var turn = await member.Turns.TakeAsync(filmId, deadline.Left);
        if (turn is null || !MayGoOn(number, ImportStatus.Undoing)) return false;
        if (Imports.Find(number)?.Entries[index] is not { Fate: ImportFate.Applied } applied) return true;
        await CommitAndDeliverAsync(Undo(number, index, filmId, applied), deadline);
        return true;
    }

    /// <summary>Stages the vote for a rating, and its import record.</summary>
    /// <returns>Null when the member has already voted that way.</returns>
    private VoteRecord? Apply(int number, int index, ImportItem item)
    {
        var standing = Votes.Find(item.FilmId);
        var same = standing?.HalfStars == item.HalfStars;
        var before = same ? null : EarlierVote.Of(standing);
        Imports.Settle(
            number, index, new ImportEntry(same ? ImportFate.Same : ImportFate.Applied, before, WasNew: before is null && !same));
        return same ? null
            : Votes.Intend(item.FilmId, item.HalfStars, member.NowInSeconds, VoteOrigin.Import, new ImportMark(number, item.Original));
    }

    /// <summary>Stages the vote from before a rating was imported, and its import record.</summary>
    /// <returns>Null when the vote is no longer the import's, and stays.</returns>
    private VoteRecord? Undo(int number, int index, string filmId, ImportEntry applied)
    {
        var (standing, before) = (Votes.Find(filmId), applied.Before);
        var isOurs = standing is { Stands: true } && standing.Imported?.Import == number;
        Imports.Settle(number, index, new ImportEntry(isOurs ? ImportFate.Undone : ImportFate.Kept, null, applied.WasNew));
        return !isOurs ? null
            : before is null ? Votes.Intend(filmId, 0, member.NowInSeconds, VoteOrigin.Import)
            : Votes.Intend(filmId, before.HalfStars, before.CastAt, before.Origin, before.Imported);
    }

    /// <summary>Vote and import record are one write: neither exists without the other. If delivery fails, it is an open vote like any
    /// other.</summary>
    private async Task CommitAndDeliverAsync(VoteRecord? wish, Deadline deadline)
    {
        await member.Journal.CommitAsync();
        if (wish is not null) await delivery.DeliverAsync(wish, deadline);
    }

    /// <summary>Checked after each wait: the member may have been suspended or erased, or the import reversed.</summary>
    private bool MayGoOn(int number, ImportStatus direction) =>
        !member.HasEnded && !member.Journal.IsBeingErased && !member.Journal.IsBeingSuspended && Imports.StatusOf(number) == direction;
}
