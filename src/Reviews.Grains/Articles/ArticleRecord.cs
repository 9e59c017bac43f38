using System.Collections.Immutable;
using Reviews.Contracts.Articles;

namespace Reviews.Grains.Articles;

/// <summary>
/// An article as it is stored. Texts of earlier revisions are separate records, so the cost of a save does not depend on their number.
/// </summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticleRecord")]
internal sealed record ArticleRecord
{
    private const int CurrentSummaryKind = 1;

    /// <summary>The newest revision; null before the first.</summary>
    [Id(0)] public ArticleRevision? Newest { get; init; }

    /// <summary>All revisions, oldest first, including the newest.</summary>
    [Id(1)] public ImmutableArray<RevisionHead> Revisions { get; init; } = [];

    /// <summary>The films that may show the article, including the one it was about before until that film is notified.</summary>
    [Id(2)] public ImmutableArray<string> Films { get; init; } = [];

    /// <summary>Whether all of them know the newest revision.</summary>
    [Id(3)] public bool IsTold { get; init; } = true;

    /// <summary>Which version of the summary they know: 0 does not say whether the author marked where the preview ends.</summary>
    [Id(4)] public int FaceKind { get; init; }

    /// <summary>Whether all of them know the newest revision in the current summary version.</summary>
    public bool IsToldAnew => IsTold && (Films.IsEmpty || FaceKind == CurrentSummaryKind);

    /// <summary>The record with one more revision, which has not been sent to anyone yet.</summary>
    public ArticleRecord With(ArticleText text, DateTimeOffset savedAt, long savedBy)
    {
        var next = new ArticleRevision((Newest?.Number ?? 0) + 1, text, savedAt, savedBy);
        var head = new RevisionHead(next.Number, text.Title, savedAt, savedBy, text.Markdown.Length, text.PublishedAt);
        var films = text.PublishedAt is null || Films.Contains(text.FilmId) ? Films : Films.Add(text.FilmId);
        return new ArticleRecord { Newest = next, Revisions = Revisions.Add(head), Films = films, IsTold = films.IsEmpty,
            FaceKind = CurrentSummaryKind };
    }

    /// <summary>The record once all films know: only the film that shows the article is left.</summary>
    public ArticleRecord Told() =>
        this with { Films = Newest?.Text is { PublishedAt: not null } text ? [text.FilmId] : [], IsTold = true,
            FaceKind = CurrentSummaryKind };
}
