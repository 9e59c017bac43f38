using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Domain.Ratings;

namespace Reviews.Web.Account;

/// <summary>A member's own ratings, newest first.</summary>
[Authorize(AccountServices.MemberPages)]
internal sealed class RatingsModel(IGrainFactory grains, FilmIndex index, FilmReader reader) : PageModel
{
    /// <summary>Ratings on one page.</summary>
    private const int PageSize = 24;

    public IReadOnlyList<OwnRating> Ratings { get; private set; } = [];

    /// <summary>The cursor of the older ones; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether these are the newest.</summary>
    public bool IsFirst { get; private set; }

    /// <param name="cursor">Where an earlier page ended; null for the newest. An invalid cursor leads to the newest.</param>
    public async Task<IActionResult> OnGetAsync(string? cursor)
    {
        if (cursor is not null && !uint.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return LocalRedirect("/account/ratings");
        var page = await grains.GetGrain<IUserGrain>(Caller.Required(HttpContext).UserId).RatingsAsync(cursor, PageSize);
        (Ratings, Next, IsFirst) = ([.. page.Items.Select(Show)], page.Next, cursor is null);
        return Page();
    }

    private OwnRating Show(MemberRating vote)
    {
        var film = index.Find(vote.FilmId);
        var details = film?.Details ?? new FilmDetails { FilmId = vote.FilmId, Title = vote.FilmId, Identity = vote.FilmId };
        var rating = reader.Weigh(film?.Rating ?? FilmRating.None(vote.FilmId));
        return new OwnRating(new FilmEntry(details, rating), Stars.FromHalfStars(vote.HalfStars), vote.RatedAt);
    }
}

/// <summary>A member's own rating of a film.</summary>
/// <param name="Film">The film, with what all readers think.</param>
/// <param name="Stars">What the member gave.</param>
/// <param name="RatedAt">When.</param>
internal sealed record OwnRating(FilmEntry Film, Stars Stars, DateTimeOffset RatedAt);
