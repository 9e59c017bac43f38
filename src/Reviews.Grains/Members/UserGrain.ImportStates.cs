using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Imports as they are told.</summary>
internal sealed partial class UserGrain
{
    /// <summary>What an import would change, if it were begun now.</summary>
    private ImportState Preview(ImportPlan plan)
    {
        var (brandNew, replaced, same) = Compare(plan.Items);
        return new ImportState
        {
            Number = 0, Source = plan.Source, Status = ImportStatus.Planned, ChangedAt = time.GetUtcNow(), Total = plan.Items.Length,
            New = brandNew, Replaced = replaced, Same = same, Reading = plan.Reading,
        };
    }

    private ImportState StateOf(MemberImport import)
    {
        // Those that are done with are counted as they were; the others as they would be.
        var (brandNew, replaced, same) = Compare(import.Plan.Items.Where((_, index) => !import.Entries.ContainsKey(index)));
        var settled = Settled(import);
        return new ImportState
        {
            Number = import.Number, Source = import.Plan.Source, Status = import.Status, ChangedAt = import.ChangedAt,
            Total = import.Plan.Items.Length,
            Settled = settled,
            New = brandNew + import.Entries.Values.Count(entry => entry is { Fate: not ImportFate.Same, WasNew: true }),
            Replaced = replaced + import.Entries.Values.Count(entry => entry is { Fate: not ImportFate.Same, WasNew: false }),
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

    /// <summary>Ratings that are done with in the present direction.</summary>
    private static int Settled(MemberImport import) =>
        import.Status is ImportStatus.Undoing or ImportStatus.Undone
            ? import.Plan.Items.Length - import.Count(ImportFate.Applied)
            : import.Entries.Count;

    /// <summary>As many again take as long as those since this activation took the import up.</summary>
    private TimeSpan? TimeLeft(int settled, int total) =>
        settled > _settledBefore && _takenUpAt > 0
            ? time.GetElapsedTime(_takenUpAt) * (total - settled) / (settled - _settledBefore)
            : null;
}
