using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Application.Films;

/// <summary>
/// Reads what is written about a film. An article's time is compared with the clock when it is read, so nothing wakes to publish it.
/// </summary>
internal static class WrittenAbout
{
    /// <summary>The articles that are shown at that time, newest first.</summary>
    public static IEnumerable<ArticleSummary> ArticlesAt(this FilmState film, DateTimeOffset now) =>
        film.Writing is { } writing ? writing.Articles.Where(article => article.PublishedAt <= now) : [];
}
