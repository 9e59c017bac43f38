using System.Collections.Concurrent;
using Reviews.Api.Texts;
using Reviews.Contracts.Articles;

namespace Reviews.Api.Articles;

/// <summary>What everybody may read of articles, as HTML, kept while it is asked for. What subscribers alone may read never comes here.</summary>
internal sealed class PublicTexts
{
    /// <summary>Most openings that are kept: 2,000. One more, and all are made anew.</summary>
    private const int MaxOpenings = 2_000;

    /// <summary>Most free articles that are kept as a whole because they are too long for an opening: 50, of half a megabyte at most.</summary>
    private const int MaxWholes = 50;

    private readonly ConcurrentDictionary<string, Kept> _openings = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Kept> _wholes = new(StringComparer.Ordinal);

    /// <summary>The opening as HTML.</summary>
    public string OpeningOf(ArticleFace face) =>
        Find(_openings, face) ?? Keep(_openings, MaxOpenings, face, MarkdownText.ForArticles(face.Opening).ToString()!);

    /// <summary>A free article that is longer than its opening; null when it has to be fetched first.</summary>
    public string? WholeOf(ArticleFace face) => Find(_wholes, face);

    /// <summary>Keeps a free article.</summary>
    public string KeepWhole(ArticleFace face, string html) =>
        face.Access == ArticleAccess.Free ? Keep(_wholes, MaxWholes, face, html) : throw new ArgumentException("It is not free.", nameof(face));

    private static string? Find(ConcurrentDictionary<string, Kept> texts, ArticleFace face) =>
        texts.TryGetValue(face.Slug, out var kept) && kept.Revision == face.Revision ? kept.Html : null;

    private static string Keep(ConcurrentDictionary<string, Kept> texts, int limit, ArticleFace face, string html)
    {
        if (texts.Count >= limit) texts.Clear();
        texts[face.Slug] = new Kept(face.Revision, html);
        return html;
    }

    private sealed record Kept(int Revision, string Html);
}
