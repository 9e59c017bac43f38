using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Outcomes;
using Reviews.Contracts.Members;
using Reviews.Domain.Ratings;
using Reviews.Domain.Titles;
using Reviews.Web.Http;

namespace Reviews.Web.Films;

/// <content>Votes by the page's form. Anyone not signed in is sent to sign in, and their vote is kept in the meantime.</content>
internal sealed partial class FilmModel
{
    public async Task<IActionResult> OnPostVoteAsync(string filmId, int? halfStars, CancellationToken ct)
    {
        if (!await antiforgery.IsOurPageAsync(HttpContext)) return BadRequest();
        return halfStars is >= Stars.MinHalfStars and <= Stars.MaxHalfStars
            ? await RateAsync(filmId, (byte)halfStars, ct)
            : await AgainAsync(filmId, StatusCodes.Status400BadRequest, VoteNews.NoStars, ct);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string filmId, CancellationToken ct) =>
        await antiforgery.IsOurPageAsync(HttpContext) ? await RateAsync(filmId, 0, ct) : BadRequest();

    private async Task<IActionResult> RateAsync(string filmId, byte halfStars, CancellationToken ct)
    {
        if (!Slug.IsValid(filmId)) return NotFound();
        if (Caller is not { } caller) return await KeepAsync(new PendingVote(filmId, halfStars), ct);

        var answer = await votes.RateAsync(caller, filmId, halfStars);
        pending.Overtake(HttpContext, filmId);
        return answer.Outcome switch
        {
            RateOutcome.Done => Redirect($"{AddressOf(filmId)}?voted={answer.Rating!.Version}#vote"),
            RateOutcome.NotRated => Redirect($"{AddressOf(filmId)}#vote"),
            RateOutcome.SignedOut => await KeepAsync(new PendingVote(filmId, halfStars), ct),
            RateOutcome.UnknownFilm => NotFound(),
            var refused => await AgainAsync(filmId, RateOutcomes.Of(refused), ct),
        };
    }

    private async Task<IActionResult> KeepAsync(PendingVote vote, CancellationToken ct)
    {
        if (!await LoadAsync(vote.FilmId, ct)) return NotFound();
        pending.Keep(HttpContext, vote);
        return RedirectToPage("/Account/Login", new { returnUrl = $"{Address}#vote" });
    }

    /// <summary>Casts the vote that waited, now that its reader is known, and shows the page with it.</summary>
    private async Task<IActionResult> CastAsync(Caller caller, PendingVote vote, CancellationToken ct)
    {
        var answer = await votes.RateAsync(caller, vote.FilmId, vote.HalfStars);
        var meaning = RateOutcomes.Of(answer.Outcome);
        if (answer.Outcome == RateOutcome.Unsure) return await AgainAsync(vote.FilmId, meaning.Status, VoteNews.UnsureButKept, ct);

        PendingVotes.Forget(HttpContext);
        if (answer.Outcome is RateOutcome.TooMany or RateOutcome.Suspended) return await AgainAsync(vote.FilmId, meaning, ct);
        if (answer.Rating is { } rating) await CatchUpAsync(rating.Version, ct);
        await LoadMyVoteAsync();
        News = VoteNews.CastAfterSignIn(MyHalfStars);
        return Page();
    }

    private Task<IActionResult> AgainAsync(string filmId, OutcomeMeaning why, CancellationToken ct) =>
        AgainAsync(filmId, why.Status, VoteNews.Failed(why.Sentence!), ct);

    /// <summary>The page again, saying why the vote was not saved.</summary>
    private async Task<IActionResult> AgainAsync(string filmId, int status, VoteNews why, CancellationToken ct)
    {
        if (!await LoadAsync(filmId, ct)) return NotFound();
        await LoadMyVoteAsync();
        News = why;
        Response.StatusCode = status;
        return Page();
    }
}
