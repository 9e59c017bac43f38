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
        return Task.FromResult(reviews.Marks.Where(mark => mark.IsHelpful is not null && mark.Ticket > after)
            .OrderBy(mark => mark.Ticket).Take(count)
            .Select(mark => new ExportedMark(mark.FilmId, mark.ReviewerId, mark.IsHelpful!.Value, mark.Ticket)).ToImmutableArray());
    }

    public async Task<ImportAnswer> PlanImportAsync(string securityStamp, ImportPlan plan, ImportStep step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Items.Length, ImportPlan.MaxItems, nameof(plan));
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (step == ImportStep.Look) return new ImportAnswer(ImportOutcome.Done, Preview(plan));
        return step == ImportStep.Start
            ? await RegisterBeforeAsync(() => AddAsync(securityStamp, plan, ImportStatus.Running))
            : await AddAsync(securityStamp, plan, ImportStatus.Planned);
    }

    public async Task<ImportAnswer> StartImportAsync(string securityStamp, int number) =>
        RefuseImport(securityStamp) is { } refusal ? new ImportAnswer(refusal)
        : imports.StatusOf(number) is null ? new ImportAnswer(ImportOutcome.Unknown)
        : await RegisterBeforeAsync(() => StartAsync(securityStamp, number));

    public async Task<ImportAnswer> UndoImportAsync(string securityStamp, int number) =>
        RefuseImport(securityStamp) is { } refusal ? new ImportAnswer(refusal)
        : imports.StatusOf(number) is null ? new ImportAnswer(ImportOutcome.Unknown)
        : await RegisterBeforeAsync(() => UndoAsync(securityStamp, number));

    public Task<ImportState?> ImportAsync(int number) => Task.FromResult(imports.Find(number) is { } import ? StateOf(import) : null);

    public Task<ImmutableArray<ImportState>> ImportsAsync() => Task.FromResult(imports.All.Reverse().Select(StateOf).ToImmutableArray());

    // The three that change where an import stands wait for nothing before they have staged it: what they compare is what will be durable
    // then.
    private async Task<ImportAnswer> AddAsync(string securityStamp, ImportPlan plan, ImportStatus status)
    {
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
        return await BeginAsync(imports.Add(plan, status, time.GetUtcNow()));
    }

    private async Task<ImportAnswer> StartAsync(string securityStamp, int number)
    {
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (imports.StatusOf(number) == ImportStatus.Planned)
        {
            if (imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
            imports.Set(number, ImportStatus.Running, time.GetUtcNow());
        }

        return await BeginAsync(number);
    }

    private async Task<ImportAnswer> UndoAsync(string securityStamp, int number)
    {
        if (RefuseImport(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        var status = imports.StatusOf(number);
        if (status is ImportStatus.Running or ImportStatus.Done or ImportStatus.Planned)
        {
            if (status != ImportStatus.Running && imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
            imports.Set(number, status == ImportStatus.Planned ? ImportStatus.Undone : ImportStatus.Undoing, time.GetUtcNow());
        }

        return await BeginAsync(number);
    }

    private async Task<ImportAnswer> BeginAsync(int number)
    {
        await journal.CommitAsync();
        if (imports.Active is not null) ResumeAfter(TimeSpan.Zero);
        return imports.Find(number) is { } import
            ? new ImportAnswer(ImportOutcome.Done, StateOf(import))
            : new ImportAnswer(ImportOutcome.Unknown);
    }

    private ImportOutcome? RefuseImport(string securityStamp) =>
        !Admits(record.Value, securityStamp) || erasure.Latest is not null ? ImportOutcome.SignedOut
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
                import.Waiting, WorkSlice, index =>
                    status == ImportStatus.Running ? ImportOneAsync(number, index) : UndoOneAsync(number, index));
            if (imports.StatusOf(number) == status)
            {
                if (!done || imports.Find(number)!.Waiting.Any()) return IsSuspended;
                imports.Set(number, status == ImportStatus.Running ? ImportStatus.Done : ImportStatus.Undone, time.GetUtcNow());
            }

            await journal.CommitAsync();   // also where it was undone or forgotten meanwhile, which may be on its way to the journal still
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
        imports.Settle(
            number, index, new ImportEntry(same ? ImportFate.Same : ImportFate.Applied, before, WasNew: before is null && !same));
        var wish = same ? null : votes.Wish(item.FilmId, item.HalfStars, Now, VoteOrigin.Import, new ImportMark(number, item.Original));
        await journal.CommitAsync();   // wish and note in one write: neither is ever without the other
        if (wish is not null) await DeliverAsync(wish, deadline);
        return true;   // what did not get through is an open vote like any other
    }

    private async Task<bool> UndoOneAsync(int number, int index)
    {
        if (imports.Find(number) is not { Status: ImportStatus.Undoing } known) return true;
        var filmId = known.Plan.Items[index].FilmId;
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(filmId, deadline.Left);
        if (turn is null || !MayImport(number, ImportStatus.Undoing)) return false;
        if (imports.Find(number)?.Entries[index] is not { Fate: ImportFate.Applied } applied) return true;

        var (standing, before) = (votes.Find(filmId), applied.Before);
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
        !HasEnded && erasure.Latest is null && suspension.Latest?.Reason is null && imports.StatusOf(number) == direction;

    private uint Now => (uint)time.GetUtcNow().ToUnixTimeSeconds();
}
