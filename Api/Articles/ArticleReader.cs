using Reviews.Api.Accounts;
using Reviews.Api.Subscriptions;
using Reviews.Api.Texts;
using Reviews.Contracts.Articles;
using Reviews.Domain.Articles;
using Reviews.Domain.Titles;

namespace Reviews.Api.Articles;

/// <summary>Gives each reader what he may read. What everybody may is in this node's memory; the rest is asked of the article for those alone who may read it.</summary>
internal sealed class ArticleReader(ArticleIndex index, PublicTexts texts, IGrainFactory grains, TimeProvider time)
{
    /// <summary>The article for whoever makes the call; null when there is none that he may know of.</summary>
    public async Task<ArticleView?> FindAsync(string slug, HttpContext context)
    {
        if (!Slug.IsValid(slug)) return null;
        var isEditor = IsEditor(context);
        if (index.Find(slug) is not { } face) return isEditor ? await WholeAsync(slug) : null;
        if (!face.IsCut) return ArticleView.Of(face, texts.OpeningOf(face), isPreview: false);
        if (face.Access == ArticleAccess.Free) return await FreeAsync(face);
        if (isEditor || SubscriptionRules.IsActive(context, time)) return await WholeAsync(slug);
        return Opening(face);
    }

    /// <summary>What everybody may read in a list: whole where that is short, else the preview.</summary>
    public ArticleView Opening(ArticleFace face) => ArticleView.Of(face, texts.OpeningOf(face), face.IsCut);

    /// <summary>Whether the caller sees articles that are not published.</summary>
    public static bool IsEditor(HttpContext context) => context.User.IsInRole(MemberRoles.Editor);

    /// <summary>The newest revision as HTML; null when there is none.</summary>
    private async Task<ArticleView?> WholeAsync(string slug)
    {
        if (await grains.GetGrain<IArticleGrain>(slug).ReadAsync() is not { } revision) return null;
        return ArticleView.Of(slug, revision, ToHtml(revision));
    }

    private async Task<ArticleView> FreeAsync(ArticleFace face)
    {
        if (texts.WholeOf(face) is { } kept) return ArticleView.Of(face, kept, isPreview: false);

        // Asked for by number: the newest may have become one for subscribers meanwhile.
        if (await grains.GetGrain<IArticleGrain>(face.Slug).RevisionAsync(face.Revision) is not { Text.Access: ArticleAccess.Free } revision) return Opening(face);
        return ArticleView.Of(face, texts.KeepWhole(face, ToHtml(revision)), isPreview: false);
    }

    private static string ToHtml(ArticleRevision revision) => MarkdownText.ForArticles(ArticlePreview.Of(revision.Text.Markdown).Whole).ToString()!;
}
