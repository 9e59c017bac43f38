using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>How imports are reported: what they would change, how far along they are, how long they will take.</summary>
internal sealed class ImportProgress(VotesState votes, TimeProvider time)
{
    // When this activation took up the running import, and how many ratings it had settled by then.
    private long _takenUpAt;
    private int _settledBefore;

    /// <summary>Notes that this activation takes up the import where it is.</summary>
    public void TakeUp(MemberImport import) => (_takenUpAt, _settledBefore) = (time.GetTimestamp(), Settled(import));

    /// <summary>What an import would change if it were started now.</summary>
    public ImportState Preview(ImportPlan plan)
    {
        var (brandNew, replaced, same) = Compare(plan.Items);
        return new ImportState
        {
            Number = 0, Source = plan.Source, Status = ImportStatus.Planned, ChangedAt = time.GetUtcNow(), Total = plan.Items.Length,
            New = brandNew, Replaced = replaced, Same = same, Reading = plan.Reading,
        };
    }

    public ImportState StateOf(MemberImport import)
    {
        // Finished ratings count as they were; the others as they would be.
        var (brandNew, replaced, same) = Compare(import.Plan.Items.Where((_, index) => !import.Entries.ContainsKey(index)));
        var settled = Settled(import);
        return new ImportState
        {
            Number = import.Number, Source = import.Plan.Source, Status = import.Status, ChangedAt = import.ChangedAt,
            Total = import.Plan.Items.Length,
            Settled = settled,
            New = brandNew + CountChanged(import, wasNew: true),
            Replaced = replaced + CountChanged(import, wasNew: false),
            Same = same + import.Count(ImportFate.Same),
            Kept = import.Count(ImportFate.Kept),
            TimeLeft = import.IsActive ? TimeLeft(settled, import.Plan.Items.Length) : null,
            Reading = import.Plan.Reading,
        };
    }

    private (int New, int Replaced, int Same) Compare(IEnumerable<ImportItem> items)
    {
        var (brandNew, replaced, same) = (0, 0, 0);
        foreach (var item in items)
        {
            var standing = votes.Find(item.FilmId);
            if (standing is not { Stands: true }) brandNew++;
            else if (standing.HalfStars == item.HalfStars) same++;
            else replaced++;
        }

        return (brandNew, replaced, same);
    }

    private static int CountChanged(MemberImport import, bool wasNew) =>
        import.Entries.Values.Count(entry => entry.Fate != ImportFate.Same && entry.WasNew == wasNew);

    /// <summary>Ratings finished in the current direction.</summary>
    private static int Settled(MemberImport import) =>
        import.Status is ImportStatus.Undoing or ImportStatus.Undone
            ? import.Plan.Items.Length - import.Count(ImportFate.Applied)
            : import.Entries.Count;

    /// <summary>Extrapolates from the ratings settled since this activation took up the import.</summary>
    private TimeSpan? TimeLeft(int settled, int total) =>
        settled > _settledBefore && _takenUpAt > 0
            ? time.GetElapsedTime(_takenUpAt) * (total - settled) / (settled - _settledBefore)
            : null;
}
