using Reviews.Application.Concurrency;
using Reviews.Application.Markdown;
using Reviews.Contracts.Articles;
using Reviews.Domain.Articles;

namespace Reviews.Application.Articles;

/// <summary>Whole articles as HTML, fetched and rendered once per revision. The caller has made sure that the reader may read it.</summary>
internal sealed class ArticleHtmlCache(IGrainFactory grains) : IDisposable
{
    /// <summary>Most bytes of articles that are kept: 64 MiB, some 60 of the longest and thousands of the usual.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly SingleFlightCache<(string Slug, int Revision, ArticleAccess Access), string?> _kept =
        new(MaxBytes, html => 2L * (html?.Length ?? 1));

    /// <summary>How many were rendered since the start.</summary>
    public long Rendered => _kept.Made;

    /// <summary>The article of a summary; null when that revision is not open to the same readers.</summary>
    public Task<string?> OfAsync(ArticleSummary summary, CancellationToken ct) =>
        _kept.GetAsync((summary.Slug, summary.Revision, summary.Access), () => FetchAsync(summary), ct);

    /// <summary>The article of a revision that is at hand.</summary>
    public async Task<string> OfAsync(string slug, ArticleRevision revision, CancellationToken ct) =>
        (await _kept.GetAsync((slug, revision.Number, revision.Text.Access), () => Task.FromResult<string?>(ToHtml(revision)), ct))!;

    public void Dispose() => _kept.Dispose();

    /// <summary>Fetched by number: the newest may have become one for subscribers in the meantime.</summary>
    private async Task<string?> FetchAsync(ArticleSummary summary) =>
        await grains.GetGrain<IArticleGrain>(summary.Slug).RevisionAsync(summary.Revision) is { } revision
            && revision.Text.Access == summary.Access
            ? ToHtml(revision)
            : null;

    private static string ToHtml(ArticleRevision revision) =>
        MarkdownText.ForArticles(ArticlePreview.Of(revision.Text.Markdown).Whole).ToString()!;
}
