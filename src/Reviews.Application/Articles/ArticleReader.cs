using Reviews.Application.Members;
using Reviews.Application.Subscriptions;
using Reviews.Contracts.Articles;
using Reviews.Domain.Titles;

namespace Reviews.Application.Articles;

/// <summary>Gives each reader what they may read. What everyone may read is in this node's memory; the rest is fetched from the article,
/// once per revision, and only for those who may read it.</summary>
internal sealed class ArticleReader(ArticleIndex index, PublicTexts texts, WholeTexts wholes, IGrainFactory grains, TimeProvider time)
{
    /// <summary>The article for the caller; null when there is none that they may know about.</summary>
    public async Task<ArticleView?> FindAsync(string slug, HttpContext context)
    {
        if (!Slug.IsValid(slug)) return null;
        var isEditor = IsEditor(context);
        if (index.Find(slug) is not { } face) return isEditor ? await NewestAsync(slug, context.RequestAborted) : null;
        if (!face.IsCut) return ArticleView.Of(face, texts.OpeningOf(face), isPreview: false);
        if (face.Access == ArticleAccess.Free) return await WholeAsync(face, isPublic: true, context.RequestAborted);
        if (isEditor) return await NewestAsync(slug, context.RequestAborted);
        if (SubscriptionRules.IsActive(context, time)) return await WholeAsync(face, isPublic: false, context.RequestAborted);
        return Opening(face);
    }

    /// <summary>What everyone may read in a list: the whole text when that is short, otherwise the preview.</summary>
    public ArticleView Opening(ArticleFace face) => ArticleView.Of(face, texts.OpeningOf(face), face.IsCut);

    /// <summary>Whether the caller sees articles that are not published.</summary>
    public static bool IsEditor(HttpContext context) => context.User.IsInRole(MemberRoles.Editor);

    /// <summary>The newest revision as HTML, as editors see it; null when there is none.</summary>
    private async Task<ArticleView?> NewestAsync(string slug, CancellationToken ct)
    {
        if (await grains.GetGrain<IArticleGrain>(slug).ReadAsync() is not { } revision) return null;
        return ArticleView.Of(slug, revision, await wholes.OfAsync(slug, revision, ct));
    }

    private async Task<ArticleView> WholeAsync(ArticleFace face, bool isPublic, CancellationToken ct) =>
        await wholes.OfAsync(face, ct) is { } html
        ? ArticleView.Of(face, html, isPreview: false) with { IsPublic = isPublic }
        : Opening(face);
}
