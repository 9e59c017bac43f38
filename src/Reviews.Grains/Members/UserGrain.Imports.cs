using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>Taking votes away and bringing them in: pages of votes and marks for an export, imports with progress and undo.</summary>
internal sealed partial class UserGrain
{
    // When the import that is under way was taken up by this activation, and how many ratings it had settled by then.
    private long _takenUpAt;
    private int _settledBefore;

    public Task<ImmutableArray<ExportedVote>> VotesAsync(uint after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IMemberDataGrain.MaxVotes);
        return Task.FromResult(votes.All.Where(vote => vote.Ticket > after).OrderBy(vote => vote.Ticket).Take(count)
            .Select(vote => vote.ToExport()).ToImmutableArray());
    }

    public Task<ImmutableArray<ExportedMark>> MarksAsync(uint after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, IMemberDataGrain.MaxVotes);
        return Task.FromResult(reviews.Marks.Where(mark => mark.IsHelpful is not null && mark.Ticket > after).OrderBy(mark => mark.Ticket).Take(count)
            .Select(mark => new ExportedMark(mark.FilmId, mark.ReviewerId, mark.IsHelpful!.Value, mark.Ticket)).ToImmutableArray());
    }

    public async Task<ImportAnswer> PlanImportAsync(string securityStamp, ImportPlan plan, ImportStep step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Items.Length, ImportPlan.MaxItems, nameof(plan));
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (step == ImportStep.Look) return new ImportAnswer(ImportOutcome.Done, Preview(plan));
        if (step == ImportStep.Start) await RegisterBeforeAsync();
        if (RefuseImport(securityStamp) is { } late) return new ImportAnswer(late);
        if (imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
        return await BeginAsync(imports.Add(plan, step == ImportStep.Start ? ImportStatus.Running : ImportStatus.Planned, time.GetUtcNow()));
    }

    public async Task<ImportAnswer> StartImportAsync(string securityStamp, int number)
    {
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (imports.Find(number) is not { } known) return new ImportAnswer(ImportOutcome.Unknown);
        if (known.Status != ImportStatus.Planned) return new ImportAnswer(ImportOutcome.Done, StateOf(known));
        await RegisterBeforeAsync();
        if (RefuseImport(securityStamp) is { } late) return new ImportAnswer(late);
        if (imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
        imports.Set(number, ImportStatus.Running, time.GetUtcNow());
        return await BeginAsync(number);
    }

    public async Task<ImportAnswer> UndoImportAsync(string securityStamp, int number)
    {
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (imports.Find(number) is not { } known) return new ImportAnswer(ImportOutcome.Unknown);
        if (known.Status is ImportStatus.Undoing or ImportStatus.Undone) return new ImportAnswer(ImportOutcome.Done, StateOf(known));
        if (imports.Active is { } other && other.Number != number) return new ImportAnswer(ImportOutcome.Busy);
        await RegisterBeforeAsync();
        if (RefuseImport(securityStamp) is { } late) return new ImportAnswer(late);
        imports.Set(number, known.Status == ImportStatus.Planned ? ImportStatus.Undone : ImportStatus.Undoing, time.GetUtcNow());
        return await BeginAsync(number);
    }

    public Task<ImportState?> ImportAsync(int number) => Task.FromResult(imports.Find(number) is { } import ? StateOf(import) : null);

    public Task<ImmutableArray<ImportState>> ImportsAsync() => Task.FromResult(imports.All.Reverse().Select(StateOf).ToImmutableArray());

    private async Task<ImportAnswer> BeginAsync(int number)
    {
        await journal.CommitAsync();
        if (imports.Active is not null) ResumeAfter(TimeSpan.Zero);
        return new ImportAnswer(ImportOutcome.Done, imports.Find(number) is { } import ? StateOf(import) : null);
    }

    private ImportOutcome? RefuseImport(string securityStamp) =>
        Account?.SecurityStamp != securityStamp || erasure.Latest is not null ? ImportOutcome.SignedOut
        : suspension.Latest?.Reason is not null ? ImportOutcome.Suspended
        : null;

    /// <summary>Goes on with the import that is under way, forth or back; true when none is, or it waits for a suspension to end.</summary>
    private async Task<bool> GoOnImportingAsync()
    {
        while (imports.Active is { } import && !IsSuspended)
        {
            (_takenUpAt, _settledBefore) = (time.GetTimestamp(), Settled(import));
            var (number, status) = (import.Number, import.Status);
            var done = await ForEachAsync(
                import.Waiting, WorkSlice, index => status == ImportStatus.Running ? ImportOneAsync(number, index) : UndoOneAsync(number, index));
            if (imports.Find(number) is not { } now || now.Status != status) continue;   // it was undone meanwhile
            if (!done || now.Waiting.Any()) return IsSuspended;
            imports.Set(number, status == ImportStatus.Running ? ImportStatus.Done : ImportStatus.Undone, time.GetUtcNow());
            await journal.CommitAsync();
        }

        return true;
    }

    private async Task<bool> ImportOneAsync(int number, int index)
    {
        if (imports.Find(number) is not { Status: ImportStatus.Running } import) return true;
        var item = import.Plan.Items[index];
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(item.FilmId, deadline.Left);
        if (turn is null || !MayImport(number, ImportStatus.Running)) return false;

        var standing = votes.Find(item.FilmId);
        var same = standing?.HalfStars == item.HalfStars;
        var before = same ? null : EarlierVote.Of(standing);
        imports.Settle(number, index, new ImportEntry(same ? ImportFate.Same : ImportFate.Applied, before, WasNew: before is null && !same));
        var wish = same ? null : votes.Wish(item.FilmId, item.HalfStars, Now, VoteOrigin.Import, new ImportMark(number, item.Original));
        await journal.CommitAsync();   // wish and note in one write: neither is ever without the other
        if (wish is not null) await DeliverAsync(wish, deadline);
        return true;   // what did not get through is an open vote like any other
    }

    private async Task<bool> UndoOneAsync(int number, int index)
    {
        if (imports.Find(number) is not { Status: ImportStatus.Undoing } import || import.Entries[index].Fate != ImportFate.Applied) return true;
        var filmId = import.Plan.Items[index].FilmId;
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(filmId, deadline.Left);
        if (turn is null || !MayImport(number, ImportStatus.Undoing)) return false;

        var (standing, applied) = (votes.Find(filmId), import.Entries[index]);
        var before = applied.Before;
        var isOurs = standing is { Stands: true } && standing.Imported?.Import == number;
        imports.Settle(number, index, new ImportEntry(isOurs ? ImportFate.Undone : ImportFate.Kept, null, applied.WasNew));
        var wish = !isOurs ? null
            : before is null ? votes.Wish(filmId, 0, Now, VoteOrigin.Import)
            : votes.Wish(filmId, before.HalfStars, before.CastAt, before.Origin, before.Imported);
        await journal.CommitAsync();
        if (wish is not null) await DeliverAsync(wish, deadline);
        return true;
    }

    /// <summary>Asked after each wait: the member may have been suspended or erased, or the import turned round.</summary>
    private bool MayImport(int number, ImportStatus direction) =>
        !_ended && erasure.Latest is null && suspension.Latest?.Reason is null && imports.Find(number)?.Status == direction;

    private uint Now => (uint)time.GetUtcNow().ToUnixTimeSeconds();
}
