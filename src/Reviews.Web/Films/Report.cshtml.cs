using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Application.Outcomes;
using Reviews.Contracts.Films;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Web.Films;

/// <summary>A member reports a reader's review to the moderators.</summary>
[Authorize(AccountServices.MemberPages)]
internal sealed class ReportModel(FilmReader reader, ReportService reports) : PageModel
{
    public FilmDetails Film { get; private set; } = null!;

    public PublicReview Review { get; private set; } = null!;

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
        if (MemberStampValidator.IsSuspended(HttpContext))
            return Refused(StatusCodes.Status403Forbidden, PageSentences.Suspended("report reviews"));
        if (Reasons.Tidy(Reason) is not { } reason)
            return Refused(StatusCodes.Status400BadRequest, $"Say why, in 1 to {ModerationLimits.MaxReason} characters.");
        var (outcome, _) = await reports.ReportAsync(Caller.Required(HttpContext).UserId, filmId, Review.UserId, reason);
        var meaning = ReportOutcomes.Of(outcome);
        IsTaken = outcome == ReportOutcome.Taken;
        return IsTaken ? Page()
            : outcome == ReportOutcome.NoReview ? NotFound()
            : Refused(meaning.Status, meaning.Sentence!);
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
            || await reports.FindAsync(filmId, authorId) is not { } review)
        {
            return false;
        }

        (Film, Review) = (details, review.Face);
        return true;
    }
}
