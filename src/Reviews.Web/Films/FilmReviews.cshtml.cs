using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;
using Reviews.Domain.Reviews;
using Reviews.Web.Metadata;

namespace Reviews.Web.Films;

/// <summary>All reader reviews of a film, page by page, and whether the reader found them helpful.</summary>
internal sealed class FilmReviewsModel(FilmReader films, ReviewReader reader, ReviewService reviews, IGrainFactory grains) : PageModel
{
    public FilmEntry Film { get; private set; } = null!;

    public IReadOnlyList<RenderedReview> Reviews { get; private set; } = [];

    /// <summary>How many there are on all pages.</summary>
    public int Total { get; private set; }

    /// <summary>Whether some are missing because they can't be read from the store.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary><c>recent</c> or <c>helpful</c>.</summary>
    public string Sort { get; private set; } = "recent";

    /// <summary>The cursor of the next page; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the list begins here.</summary>
    public bool IsFirst { get; private set; }

    /// <summary>What was just done; shown once.</summary>
    [TempData]
    public string? Notice { get; set; }

    public PageMetadata Metadata =>
        new(
            $"Reader reviews of {Film.Details.Title}: {DisplayFormat.Count(Total, "review")}, newest or most helpful first.",
                AddressOf(null))
    {
        IsListed = Total > 0 && IsFirst && Sort == "recent",
    };

    /// <param name="filmId">The film's slug.</param>
    /// <param name="sort">The order; an unknown one leads to the default.</param>
    /// <param name="cursor">Where an earlier page ended; an invalid cursor leads to the first page.</param>
    /// <param name="ct">The request's end.</param>
    public async Task<IActionResult> OnGetAsync(string filmId, string? sort, string? cursor, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct)) return NotFound();
        if (!ReviewSorts.TryRead(sort, out var order) || (cursor is not null && !ReviewPlace.TryParse(cursor, out _)))
            return LocalRedirect(AddressOf(null));
        (Sort, IsFirst) = (sort ?? "recent", cursor is null);
        var page = await reader.PageAsync(filmId, order, cursor, ReviewReader.PageSize);
        (Total, Next, IsIncomplete) = (page.Total, page.Next, page.IsIncomplete);
        if (IsIncomplete) Response.Headers.CacheControl = Caching.Never;
        var mine = MemberIds.Of(User);
        var marks = mine is { } me ? (await grains.GetGrain<IUserGrain>(me).MarksAsync(filmId)).ToDictionary(
            mark => mark.ReviewerId, mark => mark.IsHelpful) : [];
        Reviews = [.. page.Reviews.Select(review => RenderedReview.Of(review) with
        {
            Opinion = new ReviewOpinion(review.UserId == mine, marks.TryGetValue(review.UserId, out var isHelpful) ? isHelpful
                : null, Sort),
        })];
        return Page();
    }

    /// <param name="filmId">The film's slug.</param>
    /// <param name="review">The review's id.</param>
    /// <param name="helpful">True or false; null withdraws the mark.</param>
    /// <param name="sort">The order of the page that asked.</param>
    /// <param name="ct">The request's end.</param>
    public async Task<IActionResult> OnPostHelpfulAsync(string filmId, string? review, bool? helpful, string? sort, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct) || !MemberIds.TryParse(review, out var reviewerId)) return NotFound();
        Sort = ReviewSorts.TryRead(sort, out _) ? sort ?? "recent" : "recent";
        var back = $"{AddressOf(null)}#review-{review}";
        if (Caller.Of(HttpContext) is not { } caller) return RedirectToPage("/Account/Login", new { returnUrl = back });
        var answer = await reviews.MarkAsync(caller, filmId, reviewerId, helpful);
        if (answer.Outcome == ReviewOutcome.SignedOut) return RedirectToPage("/Account/Login", new { returnUrl = back });
        Notice = answer.Outcome != ReviewOutcome.Done ? ReviewOutcomes.OfMark(answer.Outcome).Sentence
            : helpful is null ? "Your vote has been withdrawn."
            : "Thank you. Your vote has been counted.";
        return LocalRedirect(back);
    }

    /// <summary>The page's address in its order, from that cursor on.</summary>
    internal string AddressOf(string? cursor)
    {
        var query = QueryString.Empty;
        if (Sort != "recent") query = query.Add("sort", Sort);
        if (cursor is not null) query = query.Add("cursor", cursor);
        return $"{Film.Address}/reviews{query}";
    }

    private async Task<bool> LoadFilmAsync(string filmId, CancellationToken ct)
    {
        if (await films.FindAsync(filmId, ct) is not { Details: { } details } film) return false;
        Film = new FilmEntry(details, films.Weigh(film.Rating));
        return true;
    }
}
