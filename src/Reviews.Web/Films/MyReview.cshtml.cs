using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Application.Outcomes;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;
using Reviews.Web.Http;

namespace Reviews.Web.Films;

/// <summary>
/// Where members write, change or withdraw their own review of a film. What was typed is shown again whenever it could not be saved.
/// </summary>
/// <remarks>Forms are checked here and not by the framework: the token of a session that is over must not lose a text.</remarks>
[IgnoreAntiforgeryToken, RequestSizeLimit(ReviewTextInput.MaxBytes), RequestFormLimits(ValueLengthLimit = ReviewTextInput.MaxBytes)]
internal sealed class MyReviewModel(
    FilmReader films, ReviewReader reader, ReviewService reviews, ReviewWithVote writing, Appeals appeals, IGrainFactory grains,
    IAntiforgery antiforgery)
    : PageModel
{
    public FilmEntry Film { get; private set; } = null!;

    /// <summary>What stands in the form.</summary>
    public ReviewInput Input { get; private set; } = new(null, null, false, null);

    /// <summary>Why it was not saved; empty when it was, or was not tried.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>Whether the session ended while the member wrote.</summary>
    public bool MustSignIn { get; private set; }

    public bool HasReview { get; private set; }

    /// <summary>Whether the review waits for a moderator.</summary>
    public bool Waits { get; private set; }

    /// <summary>What the member is told about a hidden review; null when it is not hidden.</summary>
    public HiddenReview? Hidden { get; private set; }

    /// <summary>The appeal as it was typed.</summary>
    public string? Appeal { get; private set; }

    /// <summary>Why the appeal was not taken; null when it was, or was not tried.</summary>
    public string? AppealProblem { get; private set; }

    public bool IsSignedIn => Caller is not null;

    private Caller? Caller => field ??= Caller.Of(HttpContext);

    public async Task<IActionResult> OnGetAsync(string filmId, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct)) return NotFound();
        if (Caller is not { } caller) return RedirectToPage("/Account/Login", new { returnUrl = $"{Film.Address}/reviews/mine" });
        await ShowAsync(caller);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string filmId, ReviewInput input, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct)) return NotFound();
        if (!await antiforgery.IsOurPageAsync(HttpContext)) return BadRequest();
        Input = input;
        if (Caller is not { } caller) return SignInFirst();
        if (MemberStampValidator.IsSuspended(HttpContext)) return await RefuseAsync(caller,
            ReviewOutcomes.OfReview(ReviewOutcome.Suspended));
        var entered = input.ToInput();
        if (entered.Read(out var errors) is not { } text)
        {
            Problems = [.. errors.Keys.Select(field => SentenceOf(field, input))];
            return await AgainAsync(caller, StatusCodes.Status400BadRequest);
        }

        var result = await writing.WriteAsync(caller, filmId, text, entered.Stars?.Value);
        if (result.Review is not { } written) return await RefuseAsync(caller, result.Meaning);
        return LocalRedirect(written.State == ReviewState.Published ? $"{Film.Address}#reviews" : $"{Film.Address}/reviews/mine");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string filmId, ReviewInput input, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct)) return NotFound();
        if (!await antiforgery.IsOurPageAsync(HttpContext)) return BadRequest();
        Input = input;
        if (Caller is not { } caller) return RedirectToPage("/Account/Login", new { returnUrl = $"{Film.Address}/reviews/mine" });
        var (answer, _) = await reviews.WriteAsync(caller, filmId, null);
        if (answer.Outcome is ReviewOutcome.Done or ReviewOutcome.NoReview) return LocalRedirect($"{Film.Address}#reviews");
        return await RefuseAsync(caller, ReviewOutcomes.OfReview(answer.Outcome));
    }

    public async Task<IActionResult> OnPostAppealAsync(string filmId, string? text, CancellationToken ct)
    {
        if (!await LoadFilmAsync(filmId, ct)) return NotFound();
        if (!await antiforgery.IsOurPageAsync(HttpContext)) return BadRequest();
        if (Caller is not { } caller) return RedirectToPage("/Account/Login", new { returnUrl = $"{Film.Address}/reviews/mine" });
        var result = await appeals.AppealAsync(HttpContext, filmId, text);
        if (result == AppealResult.Taken) return LocalRedirect($"{Film.Address}/reviews/mine#hidden");
        if (result == AppealResult.NoReview) return NotFound();

        var refusal = AppealResults.Of(result);
        (Appeal, AppealProblem, Response.StatusCode) = (text, refusal.Sentence, refusal.Status);
        await ShowAsync(caller);
        return Page();
    }

    /// <summary>What the page says of a field that is not right.</summary>
    private static string SentenceOf(string field, ReviewInput input) => field switch
    {
        "title" => $"The headline must have 1 to {ReviewText.MaxTitle} characters.",
        "body" => $"The review must have {ReviewText.MinBody} to {DisplayFormat.Number(ReviewText.MaxBody)} characters; yours has "
            + $"{DisplayFormat.Number(ReviewText.Tidy(input.Body).Length)}.",
        _ => "Choose half a star to five stars, or none.",
    };

    private async Task<IActionResult> RefuseAsync(Caller caller, OutcomeMeaning refusal)
    {
        if (refusal.Status == StatusCodes.Status404NotFound) return NotFound();
        if (refusal.Status == StatusCodes.Status401Unauthorized) return SignInFirst();
        Problems = [refusal.Sentence!];
        return await AgainAsync(caller, refusal.Status);
    }

    private PageResult SignInFirst()
    {
        MustSignIn = true;
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Page();
    }

    private async Task<PageResult> AgainAsync(Caller caller, int status)
    {
        await LoadReviewAsync(caller);
        Response.StatusCode = status;
        return Page();
    }

    private async Task<bool> LoadFilmAsync(string filmId, CancellationToken ct)
    {
        if (await films.FindAsync(filmId, ct) is not { Details: { } details } film) return false;
        Film = new FilmEntry(details, films.Weigh(film.Rating));
        return true;
    }

    /// <summary>Fills the form with what is stored.</summary>
    private async Task ShowAsync(Caller caller)
    {
        var review = await LoadReviewAsync(caller);
        var vote = await grains.GetGrain<IUserGrain>(caller.UserId).RatingAsync(Film.Details.FilmId);
        Input = new ReviewInput(review?.Face.Title, review?.Face.Body, review?.Face.Spoilers ?? false, vote?.HalfStars);
    }

    private async Task<StoredReview?> LoadReviewAsync(Caller caller)
    {
        var review = await reader.OwnAsync(Film.Details.FilmId, caller.UserId);
        HasReview = review is not null;
        (Waits, Hidden) = (review?.State == ReviewState.Pending, review?.Hidden);
        return review;
    }
}

/// <summary>A review as it stands in the form.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Body">The text.</param>
/// <param name="Spoilers">Whether it contains spoilers.</param>
/// <param name="HalfStars">A vote to cast with it; null: none.</param>
internal sealed record ReviewInput(string? Title, string? Body, bool Spoilers, int? HalfStars)
{
    /// <summary>The same as the API takes it, which is where the rules are.</summary>
    public ReviewTextInput ToInput() => new()
    {
        Title = Title,
        Body = Body,
        Spoilers = Spoilers,
        Stars = HalfStars is { } halfStars ? StarsInput.OfHalfStars(halfStars) : null,
    };
}
