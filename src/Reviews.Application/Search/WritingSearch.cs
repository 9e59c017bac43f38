using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Search;

/// <summary>
/// Finds what is written about films: critics' articles by headline, critic, film and preview, and readers' reviews by all that they say.
/// </summary>
/// <remarks>
/// It holds what came with the films' feed and nothing else: of an article for subscribers the preview, of readers' reviews the newest of
/// each film.
/// </remarks>
internal sealed class WritingSearch(TimeProvider time) : IDisposable
{
    private readonly WordIndex _articles = new(WordTable.Writing, time);
    private readonly WordIndex _reviews = new(WordTable.Writing, time);
    private readonly Dictionary<(WordIndex Index, string FilmId), string[]> _entered = [];

    /// <summary>
    /// The articles that a text finds, the best first. Scheduled ones are not among them, and their words are not used to
    /// correct others.
    /// </summary>
    public IEnumerable<(string FilmId, string Slug)> FindArticles(string text) => _articles.Find(text).Select(Parts);

    /// <summary>The reviews that a text finds, the best first.</summary>
    public IEnumerable<(string FilmId, string UserId)> FindReviews(string text) => _reviews.Find(text).Select(Parts);

    /// <summary>
    /// Enters what is written about films now in place of what was, and forgets what was written about films that are gone. One call at a
    /// time.
    /// </summary>
    public void Write(IReadOnlyCollection<FilmState> films, IReadOnlyCollection<string>? gone = null)
    {
        var now = time.GetUtcNow();
        Write(
            _articles, films, gone ?? [], film => film.Writing?.Articles.Where(article => article.PublishedAt <= now).Select(
                article => TextOf(article, film.Details!)) ?? []);
        Write(_reviews, films, gone ?? [], film => film.Writing?.Newest.Select(review => TextOf(review, film.Details!)) ?? []);
    }

    public void Dispose()
    {
        _articles.Dispose();
        _reviews.Dispose();
    }

    private void Write(
        WordIndex index, IReadOnlyCollection<FilmState> films, IReadOnlyCollection<string> lost,
        Func<FilmState, IEnumerable<IndexedText>> textsOf)
    {
        var texts = films.ToDictionary(film => film.Details!.FilmId, film => textsOf(film).ToArray(), StringComparer.Ordinal);
        foreach (var filmId in lost) texts[filmId] = [];
        var gone = texts.SelectMany(
            film => _entered.GetValueOrDefault((index, film.Key), []).Except(film.Value.Select(text => text.Id), StringComparer.Ordinal));
        index.Write([.. texts.Values.SelectMany(written => written)], [.. gone]);
        foreach (var (filmId, written) in texts)
        {
            if (written.Length > 0) _entered[(index, filmId)] = [.. written.Select(text => text.Id)];
            else _entered.Remove((index, filmId));
        }
    }

    private static IndexedText TextOf(ArticleSummary article, FilmDetails film) =>
        new($"{film.FilmId}/{article.Slug}", article.Title, article.Author, WordsOf(film), article.ReadablePreview);

    private static IndexedText TextOf(PublicReview review, FilmDetails film) =>
        new(FormattableString.Invariant($"{film.FilmId}/{review.UserId}"), review.Title, review.DisplayName, WordsOf(film), review.Body);

    private static string WordsOf(FilmDetails film) => $"{film.Title} {string.Join(' ', film.Directors)}";

    private static (string FilmId, string Id) Parts(string id) =>
        id.Split('/') is [var filmId, var other] ? (filmId, other) : throw new InvalidOperationException($"'{id}' was not entered here.");
}
