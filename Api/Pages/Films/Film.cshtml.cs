using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Catalogue;
using Reviews.Api.Films;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;
using Reviews.Domain.Ratings;
using Reviews.Domain.Titles;

namespace Reviews.Api.Pages;

/// <summary>One film: facts, live rating, and the vote of the member who looks at it.</summary>
internal sealed class FilmModel(FilmReader reader, Voting voting, FilmIndex index, MethodCache method, IGrainFactory grains) : PageModel
{
    /// <summary>How long the page of a member who just voted waits for this node to hear of the vote, before it asks the film: 1 s.</summary>
    public static readonly TimeSpan VoteWait = TimeSpan.FromSeconds(1);

    public FilmDetails Details { get; private set; } = null!;

    public RatingMessage Rating { get; private set; } = null!;

    public RatingMethod Method => method.Current;

    public bool IsSignedIn => Caller is not null;

    /// <summary>The member's standing vote, 1 to 10; null when there is none.</summary>
    public int? MyHalfStars { get; private set; }

    /// <summary>What became of the vote that led here; empty when none did.</summary>
    public string VoteStatus { get; private set; } = "";

    /// <summary><c>saved</c> or <c>failed</c>; null without a vote.</summary>
    public string? VoteMood { get; private set; }

    /// <summary>The page's own address.</summary>
    public string Address => $"/films/{Details.FilmId}";

    private Caller? Caller => field ??= Caller.Of(HttpContext);

    /// <param name="filmId">The film's slug.</param>
    /// <param name="voted">The version that the member's vote just led to; the page shows that or a later one.</param>
    /// <param name="ct">The request's end.</param>
    public async Task<IActionResult> OnGetAsync(string filmId, long? voted, CancellationToken ct)
    {
        if (!await LoadAsync(filmId, ct)) return NotFound();
        if (Caller is null) return Page();

        if (voted is { } version && Rating.Version < version) await CatchUpAsync(version, ct);
        await LoadMyVoteAsync();
        if (voted is not null) Tell("saved", MyHalfStars is { } mine ? $"Saved: {Wording.Verdict(Stars.FromHalfStars(mine))}." : "Your rating is withdrawn.");
        return Page();
    }

    public Task<IActionResult> OnPostVoteAsync(string filmId, int? halfStars, CancellationToken ct) =>
        halfStars is >= Stars.MinHalfStars and <= Stars.MaxHalfStars
            ? RateAsync(filmId, (byte)halfStars, ct)
            : AgainAsync(filmId, StatusCodes.Status400BadRequest, "Not saved. Choose half a star to five stars.", ct);

    public Task<IActionResult> OnPostWithdrawAsync(string filmId, CancellationToken ct) => RateAsync(filmId, 0, ct);

    private async Task<IActionResult> RateAsync(string filmId, byte halfStars, CancellationToken ct)
    {
        if (Caller is not { } caller) return ToSignIn(filmId);
        if (!Slug.IsValid(filmId)) return NotFound();

        var answer = await voting.RateAsync(caller, filmId, halfStars);
        return answer.Outcome switch
        {
            RateOutcome.Done => Redirect($"/films/{filmId}?voted={answer.Rating!.Version}#vote"),
            RateOutcome.NotRated => Redirect($"/films/{filmId}#vote"),
            RateOutcome.SignedOut => ToSignIn(filmId),
            RateOutcome.UnknownFilm => NotFound(),
            RateOutcome.TooMany => await AgainAsync(filmId, StatusCodes.Status429TooManyRequests, "Not saved. That was very quick: wait a moment, then try again.", ct),
            _ => await AgainAsync(filmId, StatusCodes.Status503ServiceUnavailable, "No answer came in time: it may have been saved or not. Trying again is safe.", ct),
        };
    }

    /// <summary>The page once more, saying why the vote was not saved.</summary>
    private async Task<IActionResult> AgainAsync(string filmId, int status, string why, CancellationToken ct)
    {
        if (!await LoadAsync(filmId, ct)) return NotFound();
        await LoadMyVoteAsync();
        Tell("failed", why);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> LoadAsync(string filmId, CancellationToken ct)
    {
        if (await reader.FindAsync(filmId, ct) is not { Details: { } details } film) return false;
        Details = details;
        Rating = reader.Weigh(film.Rating);
        return true;
    }

    private async Task CatchUpAsync(long version, CancellationToken ct)
    {
        if (!await index.WaitForAsync(Details.FilmId, version, VoteWait, ct))
        {
            var film = await grains.GetGrain<IFilmGrain>(Details.FilmId).ReadAsync();
            index.Offer(film.Rating);
        }

        await LoadAsync(Details.FilmId, ct);
    }

    private async Task LoadMyVoteAsync()
    {
        if (Caller is { } caller)
            MyHalfStars = (await grains.GetGrain<IUserGrain>(caller.UserId).RatingAsync(Details.FilmId))?.HalfStars;
    }

    private void Tell(string mood, string status) => (VoteMood, VoteStatus) = (mood, status);

    private RedirectToPageResult ToSignIn(string filmId) => RedirectToPage("/Account/Login", new { returnUrl = $"/films/{filmId}" });
}
