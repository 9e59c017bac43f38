using System.Buffers;
using System.Collections.Immutable;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>A member's newest imports in the member's journal: the plan once, then a few bytes for each finished rating.</summary>
internal sealed class ImportsState(Serializer<ImportChange> serializer) : StagedStateMachine<ImportChange>
{
    private ImmutableSortedDictionary<int, MemberImport> _imports = ImmutableSortedDictionary<int, MemberImport>.Empty;
    private int _last;

    /// <summary>The durable imports, oldest first.</summary>
    public IEnumerable<MemberImport> All => _imports.Values;

    /// <summary>The running one; null when there is none.</summary>
    public MemberImport? Active => _imports.Values.FirstOrDefault(import => import.IsActive);

    /// <summary>Whether one is running, or will be once everything staged is durable.</summary>
    public bool IsBusy => Active is not null
        || Undurable.Any(change => change.Import?.IsActive == true || change.Status is ImportStatus.Running or ImportStatus.Undoing);

    public MemberImport? Find(int number) => _imports.GetValueOrDefault(number);

    /// <summary>An import's status once everything staged is durable; null: there is none with that number.</summary>
    public ImportStatus? StatusOf(int number)
    {
        var status = Find(number)?.Status;
        foreach (var change in Undurable.Where(change => change.Entry is null && (change.Number == number || change.Number == 0)))
            status = change.Number == 0 ? null : change.Import?.Status ?? (status is null ? null : change.Status);
        return status;
    }

    /// <summary>
    /// Keeps a plan with the next write. It replaces the oldest one if there are too many, and every other one that was never started.
    /// </summary>
    public int Add(ImportPlan plan, ImportStatus status, DateTimeOffset now)
    {
        var number = ++_last;
        Stage(new ImportChange(number, new MemberImport { Number = number, Plan = plan, Status = status, ChangedAt = now }));
        return number;
    }

    /// <summary>Records an import's status with the next write.</summary>
    public void Set(int number, ImportStatus status, DateTimeOffset now) => Stage(new ImportChange(number, Status: status, At: now));

    /// <summary>Records with the next write what became of one rating.</summary>
    public void Settle(int number, int index, ImportEntry entry) => Stage(new ImportChange(number, Index: index, Entry: entry));

    /// <summary>Forgets everything with the next write.</summary>
    public void Forget() => Stage(new ImportChange(0));

    protected override void Clear() => (_imports, _last) = (ImmutableSortedDictionary<int, MemberImport>.Empty, 0);

    protected override void Apply(in ImportChange change)
    {
        _last = Math.Max(_last, change.Number);
        if (change.Number == 0) _imports = _imports.Clear();
        else if (change.Import is { } import) _imports = Trim(_imports, import).SetItem(import.Number, import);
        else if (_imports.TryGetValue(change.Number, out var standing)) _imports = _imports.SetItem(change.Number, Next(standing, change));
    }

    protected override void Encode(List<ImportChange> changes, IBufferWriter<byte> writer)
    {
        foreach (var change in changes)
        {
            var bytes = serializer.SerializeToArray(change);
            BitConverter.TryWriteBytes(writer.GetSpan(sizeof(int)), bytes.Length);
            writer.Advance(sizeof(int));
            writer.Write(bytes);
        }
    }

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        foreach (var import in _imports.Values)
        {
            using var entry = writer.BeginEntry();
            Encode([new ImportChange(import.Number, import)], entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        ReadOnlySpan<byte> bytes = entry.ToArray();
        entry.Skip(entry.Length);
        while (!bytes.IsEmpty)
        {
            var length = BitConverter.ToInt32(bytes);
            Apply(serializer.Deserialize(bytes.Slice(sizeof(int), length).ToArray())!);
            bytes = bytes[(sizeof(int) + length)..];
        }
    }

    private static MemberImport Next(MemberImport standing, in ImportChange change) => change.Entry is { } entry
        ? standing with { Entries = standing.Entries.SetItem(change.Index, entry) }
        : standing with { Status = change.Status, ChangedAt = change.At };

    private static ImmutableSortedDictionary<int, MemberImport> Trim(
        ImmutableSortedDictionary<int, MemberImport> imports, MemberImport added)
    {
        var dropped = imports.Values.Where(
            import => import.Number != added.Number && import.Status == ImportStatus.Planned).Select(import => import.Number);
        var kept = imports.RemoveRange(dropped);
        var old = kept.Values.Where(import => import.Number != added.Number).SkipLast(ImportPlan.MaxKept - 1);
        // one that is being undone is not finished
        return kept.RemoveRange(old.Where(import => !import.IsActive).Select(import => import.Number));
    }
}

/// <summary>One journal record: a plan, an import's status, or what became of one rating. Number 0 forgets everything.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ImportChange")]
internal sealed record ImportChange(
    [property: Id(0)] int Number,
    [property: Id(1)] MemberImport? Import = null,
    [property: Id(2)] ImportStatus Status = 0,
    [property: Id(3)] DateTimeOffset At = default,
    [property: Id(4)] int Index = 0,
    [property: Id(5)] ImportEntry? Entry = null);
