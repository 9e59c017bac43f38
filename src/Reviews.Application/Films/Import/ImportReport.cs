using Reviews.Domain.Catalogue;

namespace Reviews.Application.Films.Import;

/// <summary>What an import came to.</summary>
/// <param name="DryRun">True when nothing was changed and this reports what would change.</param>
/// <param name="Taken">Films that are new.</param>
/// <param name="Changed">Existing films whose details changed.</param>
/// <param name="Unchanged">Existing films that were already the same.</param>
/// <param name="Refused">Rows that are not a film.</param>
/// <param name="Notes">What was corrected or left out in the other rows.</param>
internal sealed record ImportReport(
    bool DryRun, int Taken, int Changed, int Unchanged, IReadOnlyList<RowRefusal> Refused, IReadOnlyList<RowNote> Notes);
