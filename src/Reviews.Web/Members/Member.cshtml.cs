using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;

namespace Reviews.Web.Members;

/// <summary>What everyone can see of a member.</summary>
internal sealed class MemberModel(IGrainFactory grains, ReviewReader reviews, FilmIndex index) : PageModel
{
    public MemberProfile Profile { get; private set; } = null!;

    /// <summary>The reviews that the member wrote last, with their films' titles.</summary>
    public IReadOnlyList<(RenderedReview View, string FilmTitle)> Reviews { get; private set; } = [];

    /// <summary>Whether members are looking at their own page.</summary>
    public bool IsMe => MemberIds.Of(User) == Profile.UserId;

    /// <param name="userId">The member's id.</param>
    public async Task<IActionResult> OnGetAsync(string userId)
    {
        if (!MemberIds.TryParse(userId, out var id) || await grains.GetGrain<IUserGrain>(id).ProfileAsync() is not { } profile)
            return NotFound();
        Profile = profile;
        Reviews = [.. (await reviews.LatestOfAsync(profile)).Select(
            review => (RenderedReview.Of(review), index.Find(review.FilmId)?.Details?.Title ?? review.FilmId))];
        return Page();
    }
}
