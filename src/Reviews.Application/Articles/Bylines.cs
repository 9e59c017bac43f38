using Reviews.Application.Members.Names;

namespace Reviews.Application.Articles;

/// <summary>The names of all whose articles are published.</summary>
internal sealed class Bylines(ArticleIndex articles) : IBylines
{
    /// <inheritdoc/>
    public IEnumerable<string> All => articles.Published.Select(article => article.Author).Distinct(StringComparer.Ordinal);
}
