using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Reviews.Application.Articles;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Application.ReadModel;
using Reviews.Application.Subscriptions;
using Reviews.Domain.Ratings;

namespace Reviews.Web.Articles;

/// <summary>
/// One article, as far as its reader may read it. For readers who are not signed in, it asks no grain, except for a long free article, once
/// per revision.
/// </summary>
internal sealed class ArticleModel(
    ArticleReader reader, ArticleCatalogue catalogue, FilmIndex films, FilmReader ratings, IOptions<SubscriptionOptions> subscriptions,
    TimeProvider time) : PageModel
{
    /// <summary>Other articles offered at the end: 3.</summary>
    private const int MaxOthers = 3;

    public ArticleContent Article { get; private set; } = null!;

    /// <summary>The film it is about; null for a draft without one.</summary>
    public FilmEntry? Film { get; private set; }

    /// <summary>Whether the readers' rating of the film can't be read, so that none is shown.</summary>
    public bool HidesRating { get; private set; }

    /// <summary>The critic's verdict; null when there is none.</summary>
    public Stars? Stars => ArticleWords.StarsOf(Article.HalfStars);

    /// <summary>What else there is to read.</summary>
    public IReadOnlyList<ArticleWithFilm> Others { get; private set; } = [];

    /// <summary>When it is, or was, published; null: a draft.</summary>
    public DateOnly? Day => Article.PublishedAt is { } published ? DateOnly.FromDateTime(published.UtcDateTime) : null;

    /// <summary>Whether only editors see it yet.</summary>
    public bool IsUnpublished => Article.PublishedAt is not { } published || published > time.GetUtcNow();

    public bool IsSignedIn => MemberIds.Of(User) is not null;

    /// <summary>When the reader's subscription ended; null when there was none, or it is still active.</summary>
    public DateOnly? EndedOn => SubscriptionRules.UntilOf(HttpContext) is { } until && until <= time.GetUtcNow()
        ? DateOnly.FromDateTime(until.UtcDateTime)
        : null;

    /// <summary>Where to subscribe; null when the site does not say.</summary>
    public string? Offer => subscriptions.Value.Offer;

    /// <summary>The opening in plain text, for machines; without anything that only this reader may read.</summary>
    public string Beginning { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string slug)
    {
        if (await reader.FindAsync(slug, HttpContext) is not { } article) return NotFound();
        Article = article;
        if (films.Find(article.FilmId) is { Details: { } details } film) Film = new FilmEntry(details, ratings.Weigh(film.Rating));
        HidesRating = films.IsDamaged(article.FilmId);
        var newest = catalogue.Newest(MaxOthers + 1);
        Others = [.. newest.Where(other => other.Article.Slug != slug).Take(MaxOthers)];
        Beginning = catalogue.Find(slug)?.ReadablePreview ?? "";
        ArticleCaching.Mark(Response, article);
        return Page();
    }
}
