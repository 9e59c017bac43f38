using System.Collections.Immutable;
using Reviews.Contracts.Articles;

namespace Reviews.Contracts.Reviews;

/// <summary>
/// What is written about a film, as pages and lists show it without asking a grain. Kept by the film, distributed through its shard's feed.
/// </summary>
/// <param name="Revision">Grows with every change; of two, the higher is newer. 0: nothing was ever written.</param>
/// <param name="Articles">The critics' articles, newest first; at most <see cref="MaxArticles"/>. Those dated in the future are not shown
/// yet.</param>
/// <param name="Reviews">How many published reviews by readers there are.</param>
/// <param name="Newest">The newest of them, at most <see cref="MaxNewest"/>, newest first.</param>
[GenerateSerializer, Immutable, Alias("reviews.FilmWriting")]
public sealed record FilmWriting(
    [property: Id(0)] int Revision,
    [property: Id(1)] ImmutableArray<ArticleSummary> Articles,
    [property: Id(2)] int Reviews,
    [property: Id(3)] ImmutableArray<PublicReview> Newest)
{
    /// <summary>Maximum articles per film: 20.</summary>
    public const int MaxArticles = 20;

    /// <summary>Reviews sent along with the film: 5.</summary>
    public const int MaxNewest = 5;

    /// <summary>Nothing was ever written.</summary>
    public static FilmWriting None { get; } = new(0, [], 0, []);

    /// <summary>Total characters of the texts in this.</summary>
    public int TextLength => Articles.Sum(article => article.Preview.Length + article.Opening.Length + article.Title.Length) + Newest.Sum(
        review => review.Body.Length + review.Title.Length);

    /// <summary>The newer of two; the first when neither is newer.</summary>
    public static FilmWriting? Newer(FilmWriting? one, FilmWriting? other) => (other?.Revision ?? 0) > (one?.Revision ?? 0) ? other : one;
}
