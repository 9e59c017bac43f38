using System.Runtime.CompilerServices;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Domain.Titles;

namespace Reviews.Api.Articles.Browsing;

/// <summary>Finds articles by the words that everybody may read of them: headline, critic, preview, and the film's title and directors.</summary>
internal sealed class ArticleSearch
{
    /// <summary>Most words of a search that are looked for: 12. More make no answer better.</summary>
    private const int MaxWords = 12;

    // Kept as long as the faces and details themselves are.
    private readonly ConditionalWeakTable<ArticleFace, string[]> _articles = [];
    private readonly ConditionalWeakTable<FilmDetails, string[]> _films = [];

    /// <summary>The articles that have a word beginning with each of those in the text.</summary>
    public IEnumerable<ArticleEntry> Find(IEnumerable<ArticleEntry> articles, string text)
    {
        string[] wanted = [.. SearchWords.Of(text).Distinct(StringComparer.Ordinal).Take(MaxWords)];
        return wanted.Length == 0 ? [] : articles.Where(article =>
        {
            var (own, film) = (WordsOf(article.Face), WordsOf(article.Film));
            return wanted.All(word => HasBeginning(own, word) || HasBeginning(film, word));
        });
    }

    private string[] WordsOf(ArticleFace article) =>
        _articles.GetValue(article, static face => Sorted($"{face.Title} {face.Author} {face.Preview}"));

    private string[] WordsOf(FilmDetails film) => _films.GetValue(film, static details => Sorted($"{details.Title} {string.Join(' ', details.Directors)}"));

    private static string[] Sorted(string text) => [.. SearchWords.Of(text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static bool HasBeginning(string[] sorted, string word)
    {
        var place = Array.BinarySearch(sorted, word, StringComparer.Ordinal);
        return place >= 0 || (~place < sorted.Length && sorted[~place].StartsWith(word, StringComparison.Ordinal));
    }
}
