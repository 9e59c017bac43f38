using System.Collections.Immutable;
using Reviews.Contracts.Articles;

namespace Reviews.Grains.Articles;

/// <summary>
/// An article as it is stored. Texts of earlier revisions are records of their own, so that a save costs the same at any number of them.
/// </summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticleRecord")]
internal sealed record ArticleRecord
{
    private const int CurrentFaceKind = 1;

    /// <summary>The newest revision; null before the first.</summary>
    [Id(0)] public ArticleRevision? Newest { get; init; }

    /// <summary>All revisions, oldest first; the newest among them.</summary>
    [Id(1)] public ImmutableArray<RevisionHead> Revisions { get; init; } = [];

    /// <summary>The films that may show the article, the one it was about before among them until it is told otherwise.</summary>
    [Id(2)] public ImmutableArray<string> Films { get; init; } = [];

    /// <summary>Whether all of them know the newest revision.</summary>
    [Id(3)] public bool IsTold { get; init; } = true;

    /// <summary>Which kind of face they know: 0 is one that does not tell whether the author said where the preview ends.</summary>
    [Id(4)] public int FaceKind { get; init; }

    /// <summary>Whether all of them know the newest revision, as it is told today.</summary>
    public bool IsToldAnew => IsTold && (Films.IsEmpty || FaceKind == CurrentFaceKind);

    /// <summary>The record with one revision more, of which nobody was told yet.</summary>
    public ArticleRecord With(ArticleText text, DateTimeOffset savedAt, long savedBy)
    {
        var next = new ArticleRevision((Newest?.Number ?? 0) + 1, text, savedAt, savedBy);
        var head = new RevisionHead(next.Number, text.Title, savedAt, savedBy, text.Markdown.Length, text.PublishedAt);
        var films = text.PublishedAt is null || Films.Contains(text.FilmId) ? Films : Films.Add(text.FilmId);
        return new ArticleRecord { Newest = next, Revisions = Revisions.Add(head), Films = films, IsTold = films.IsEmpty,
            FaceKind = CurrentFaceKind };
    }

    /// <summary>The record once all films know: only the one that shows the article is left.</summary>
    public ArticleRecord Told() =>
        this with { Films = Newest?.Text is { PublishedAt: not null } text ? [text.FilmId] : [], IsTold = true,
            FaceKind = CurrentFaceKind };
}
