using Reviews.Domain.Catalogue;

namespace Reviews.Application.Films.Import;

/// <summary>What an import came to.</summary>
/// <param name="DryRun">True when nothing was changed and this tells what would be.</param>
/// <param name="Taken">Films that are new.</param>
/// <param name="Changed">Films that were there and got other details.</param>
/// <param name="Unchanged">Films that were there just so.</param>
/// <param name="Refused">Rows that are no film.</param>
/// <param name="Notes">What was set right or left out in rows that are.</param>
internal sealed record ImportReport(
    bool DryRun, int Taken, int Changed, int Unchanged, IReadOnlyList<RowRefusal> Refused, IReadOnlyList<RowNote> Notes);
