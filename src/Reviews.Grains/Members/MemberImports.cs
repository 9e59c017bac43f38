using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Imports of the member's votes from other sites: planned, started, reported and undone.</summary>
internal sealed class MemberImports(MemberActivation member, MemberAccess access, MemberWork work, ImportProgress progress)
{
    private ImportsState Imports => member.Journal.Imports;

    public async Task<ImportAnswer> PlanAsync(string securityStamp, ImportPlan plan, ImportStep step)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plan.Items.Length, ImportPlan.MaxItems, nameof(plan));
        if (Refuse(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (step == ImportStep.Look) return new ImportAnswer(ImportOutcome.Done, progress.Preview(plan));
        return step == ImportStep.Start
            ? await work.RegisterBeforeAsync(() => AddAsync(securityStamp, plan, ImportStatus.Running))
            : await AddAsync(securityStamp, plan, ImportStatus.Planned);
    }

    public async Task<ImportAnswer> StartAsync(string securityStamp, int number) =>
        Refuse(securityStamp, number) is { } refusal
            ? new ImportAnswer(refusal)
            : await work.RegisterBeforeAsync(() => BeginAsync(securityStamp, number));

    public async Task<ImportAnswer> UndoAsync(string securityStamp, int number) =>
        Refuse(securityStamp, number) is { } refusal
            ? new ImportAnswer(refusal)
            : await work.RegisterBeforeAsync(() => UndoVotesAsync(securityStamp, number));

    public ImportState? Find(int number) => Imports.Find(number) is { } import ? progress.StateOf(import) : null;

    /// <summary>The imports still remembered, newest first.</summary>
    public ImmutableArray<ImportState> Read() => [.. Imports.All.Reverse().Select(progress.StateOf)];

    // The three methods that change an import's status await nothing before staging it: what they compare against is what will be durable.
    private async Task<ImportAnswer> AddAsync(string securityStamp, ImportPlan plan, ImportStatus status)
    {
        if (Refuse(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (Imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
        return await CommitAsync(Imports.Add(plan, status, member.Now));
    }

    private async Task<ImportAnswer> BeginAsync(string securityStamp, int number)
    {
        if (Refuse(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        if (Imports.StatusOf(number) == ImportStatus.Planned)
        {
            if (Imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
            Imports.Set(number, ImportStatus.Running, member.Now);
        }

        return await CommitAsync(number);
    }

    private async Task<ImportAnswer> UndoVotesAsync(string securityStamp, int number)
    {
        if (Refuse(securityStamp) is { } refusal) return new ImportAnswer(refusal);
        var status = Imports.StatusOf(number);
        if (status is ImportStatus.Running or ImportStatus.Done or ImportStatus.Planned)
        {
            if (status != ImportStatus.Running && Imports.IsBusy) return new ImportAnswer(ImportOutcome.Busy);
            Imports.Set(number, status == ImportStatus.Planned ? ImportStatus.Undone : ImportStatus.Undoing, member.Now);
        }

        return await CommitAsync(number);
    }

    private async Task<ImportAnswer> CommitAsync(int number)
    {
        await member.Journal.CommitAsync();
        if (Imports.Active is not null) work.ResumeAfter(TimeSpan.Zero);
        return Find(number) is { } state ? new ImportAnswer(ImportOutcome.Done, state) : new ImportAnswer(ImportOutcome.Unknown);
    }

    private ImportOutcome? Refuse(string securityStamp, int number) =>
        Refuse(securityStamp) ?? (Imports.StatusOf(number) is null ? ImportOutcome.Unknown : null);

    private ImportOutcome? Refuse(string securityStamp) =>
        access.Refuse(securityStamp, signedOut: ImportOutcome.SignedOut, suspended: ImportOutcome.Suspended);
}
