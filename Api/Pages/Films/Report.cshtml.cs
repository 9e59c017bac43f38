using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Films;
using Reviews.Api.Moderation;
using Reviews.Contracts.Films;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Pages;

/// <summary>A member reports a reader's review to the moderators.</summary>
[Authorize(AccountSetup.MemberPages)]
internal sealed class ReportModel(FilmReader reader, Reporting reporting) : PageModel
{
    public FilmDetails Film { get; private set; } = null!;

    public ReviewFace Review { get; private set; } = null!;

    /// <summary>The reason, as it was typed.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Whether the report was taken.</summary>
    public bool IsTaken { get; private set; }

    public async Task<IActionResult> OnGetAsync(string filmId, string reviewId, CancellationToken ct) =>
        await FindAsync(filmId, reviewId, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string filmId, string reviewId, CancellationToken ct)
    {
        if (!await FindAsync(filmId, reviewId, ct)) return NotFound();
        if (StandingCheck.IsSuspended(HttpContext))
            return Refused(StatusCodes.Status403Forbidden, "Your account is suspended, so you can’t report reviews right now.");
        if (Reasons.Tidy(Reason) is not { } reason)
            return Refused(StatusCodes.Status400BadRequest, $"Say why, in 1 to {ModerationLimits.MaxReason} characters.");
        var (outcome, _) = await reporting.ReportAsync(Caller.Required(HttpContext).UserId, filmId, Review.UserId, reason);
        switch (outcome)
        {
            case ReportOutcome.Taken:
                IsTaken = true;
                return Page();
            case ReportOutcome.NoReview: return NotFound();
            case ReportOutcome.Own: return Refused(StatusCodes.Status422UnprocessableEntity, Reporting.OwnSentence);
            case ReportOutcome.Full: return Refused(StatusCodes.Status429TooManyRequests, Reporting.FullSentence);
            default: return Refused(StatusCodes.Status429TooManyRequests, "You’ve sent a lot of reports. Please wait a while.");
        }
    }

    private PageResult Refused(int status, string why)
    {
        Response.StatusCode = status;
        ModelState.AddModelError("", why);
        return Page();
    }

    private async Task<bool> FindAsync(string filmId, string reviewId, CancellationToken ct)
    {
        if (await reader.FindAsync(filmId, ct) is not { Details: { } details } || !MemberIds.TryParse(reviewId, out var authorId)
            || await reporting.FindAsync(filmId, authorId) is not { } review)
        {
            return false;
        }

        (Film, Review) = (details, review.Face);
        return true;
    }
}
