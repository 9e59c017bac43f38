using Reviews.Application.Films;
using Reviews.Application.ReaderReviews;

namespace Reviews.Web.Front;

/// <summary>What stands on the front page.</summary>
/// <param name="Lead">The film it opens with; null while there is none.</param>
/// <param name="LeadKicker">Why that one.</param>
/// <param name="Moving">Films whose ratings changed most often lately; empty when nobody votes.</param>
/// <param name="Best">The readers' best by the weighted score; empty before the first vote.</param>
/// <param name="Elsewhere">The best by scores of elsewhere among films that nobody here has rated; empty once readers here have said
/// enough.</param>
/// <param name="Written">The newest reviews by readers, one of a film; none that contains spoilers.</param>
/// <param name="Genres">Genres with their number of films, the most frequent first.</param>
/// <param name="Decades">Decades with their number of films, in time.</param>
/// <param name="Total">How many films there are.</param>
/// <param name="IsIncomplete">Whether films are missing because they can't be read from the store.</param>
internal sealed record FrontPage(
    FilmEntry? Lead, string LeadKicker, IReadOnlyList<FilmEntry> Moving, IReadOnlyList<FilmEntry> Best, IReadOnlyList<FilmEntry> Elsewhere,
    IReadOnlyList<WrittenEntry> Written, IReadOnlyList<FacetChoice> Genres, IReadOnlyList<FacetChoice> Decades, int Total,
    bool IsIncomplete);

/// <summary>The choice of films for the front page, without their ratings: these are always the newest.</summary>
internal sealed record FrontChoice(
    string? Lead, string LeadKicker, IReadOnlyList<string> Moving, IReadOnlyList<string> Best, IReadOnlyList<string> Elsewhere,
    IReadOnlyList<string> Written);

/// <summary>A reader's review on the front page.</summary>
/// <param name="Film">The film.</param>
/// <param name="Review">Its newest review.</param>
internal sealed record WrittenEntry(FilmEntry Film, RenderedReview Review);
