using Reviews.Application.Articles.Browsing;
using Reviews.Application.Members.Names;

namespace Reviews.Application.Articles;

/// <summary>Registers what reads, lists and publishes articles.</summary>
internal static class ArticleServices
{
    public static IServiceCollection AddArticles(this IServiceCollection services) =>
        services.AddSingleton<ArticleIndex>().AddSingleton<OpeningCache>().AddSingleton<ArticleHtmlCache>().AddSingleton<ArticleReader>()
            .AddSingleton<ArticleCatalogue>().AddSingleton<ArticlePublisher>().AddSingleton<IBylines, Bylines>();
}
