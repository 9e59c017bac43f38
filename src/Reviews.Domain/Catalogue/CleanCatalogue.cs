namespace Reviews.Domain.Catalogue;

/// <summary>The result of an import, in row order.</summary>
/// <param name="Films">The rows that are films.</param>
/// <param name="Refusals">The rows that are not.</param>
/// <param name="Notes">What was corrected or left out in the other rows.</param>
public sealed record CleanCatalogue(
    IReadOnlyList<CleanFilm> Films, IReadOnlyList<RowRefusal> Refusals, IReadOnlyList<RowNote> Notes);

/// <summary>A row that was refused.</summary>
/// <param name="Row">Its number, counted from 1.</param>
/// <param name="Title">Its title, if it has one; cut at 100 characters.</param>
/// <param name="Reason">Why, in words for the person who wrote the row.</param>
public sealed record RowRefusal(int Row, string? Title, string Reason);

/// <summary>A row that was accepted, but changed.</summary>
/// <param name="Row">Its number, counted from 1.</param>
/// <param name="Title">The film.</param>
/// <param name="Note">What was corrected or left out.</param>
public sealed record RowNote(int Row, string Title, string Note);
