using Reviews.Application.Members;
using Reviews.Application.Subscriptions;
using Reviews.Contracts.Articles;
using Reviews.Domain.Titles;

namespace Reviews.Application.Articles;

/// <summary>Gives each reader what they may read. What everyone may read is in this node's memory; the rest is fetched from the article,
/// once per revision, and only for those who may read it.</summary>
internal sealed class ArticleReader(ArticleIndex index, OpeningCache openings, ArticleHtmlCache articles, IGrainFactory grains,
    TimeProvider time)
{
    /// <summary>The article for the caller; null when there is none that they may know about.</summary>
    public async Task<ArticleContent?> FindAsync(string slug, HttpContext context)
    {
        if (!Slug.IsValid(slug)) return null;
        var isEditor = IsEditor(context);
        if (index.Find(slug) is not { } summary) return isEditor ? await NewestAsync(slug, context.RequestAborted) : null;
        if (!summary.IsCut) return ArticleContent.Of(summary, openings.OpeningOf(summary), isPreview: false);
        if (summary.Access == ArticleAccess.Free) return await WholeAsync(summary, isPublic: true, context.RequestAborted);
        if (isEditor) return await NewestAsync(slug, context.RequestAborted);
        if (SubscriptionRules.IsActive(context, time)) return await WholeAsync(summary, isPublic: false, context.RequestAborted);
        return Opening(summary);
    }

    /// <summary>What everyone may read in a list: the whole text when that is short, otherwise the preview.</summary>
    public ArticleContent Opening(ArticleSummary summary) => ArticleContent.Of(summary, openings.OpeningOf(summary), summary.IsCut);

    /// <summary>Whether the caller sees articles that are not published.</summary>
    public static bool IsEditor(HttpContext context) => context.User.IsInRole(MemberRoles.Editor);

    /// <summary>The newest revision as HTML, as editors see it; null when there is none.</summary>
    private async Task<ArticleContent?> NewestAsync(string slug, CancellationToken ct)
    {
        if (await grains.GetGrain<IArticleGrain>(slug).ReadAsync() is not { } revision) return null;
        return ArticleContent.Of(slug, revision, await articles.OfAsync(slug, revision, ct));
    }

    private async Task<ArticleContent> WholeAsync(ArticleSummary summary, bool isPublic, CancellationToken ct) =>
        await articles.OfAsync(summary, ct) is { } html
        ? ArticleContent.Of(summary, html, isPreview: false) with { IsPublic = isPublic }
        : Opening(summary);
}
