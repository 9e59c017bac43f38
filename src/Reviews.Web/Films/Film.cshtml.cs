using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;

namespace Reviews.Web.Films;

/// <summary>
/// One film: facts, live rating, and the reader's own vote. For readers who are not signed in, it asks no grain.
/// </summary>
/// <remarks>
/// Forms are checked here and not by the framework: the token of a session that is over must not lose a vote that can be kept.
/// </remarks>
[IgnoreAntiforgeryToken]
internal sealed partial class FilmModel(
    FilmReader reader, VoteService votes, PendingVotes pending, FilmIndex index, MethodCache method, IGrainFactory grains,
    IAntiforgery antiforgery,
    TimeProvider time) : PageModel
{
    /// <summary>
    /// How long the page of a member who just voted waits for this node to hear of the vote, before it asks the film: 1 s.
    /// </summary>
    public static readonly TimeSpan VoteWait = TimeSpan.FromSeconds(1);

    public FilmDetails Details { get; private set; } = null!;

    public RatingMessage Rating { get; private set; } = null!;

    /// <summary>Our critic's verdict; null when there is none.</summary>
    public CriticVerdict? Critic { get; private set; }

    /// <summary>The newest reviews by readers, newest first.</summary>
    public IReadOnlyList<RenderedReview> Reviews { get; private set; } = [];

    /// <summary>How many reviews by readers there are.</summary>
    public int ReviewCount { get; private set; }

    /// <summary>The votes over time.</summary>
    public Timeline Timeline { get; private set; } = null!;

    public RatingMethod Method => method.Current;

    public bool IsSignedIn => Caller is not null;

    /// <summary>
    /// The stars that are chosen, 1 to 10: the member's standing vote, or the one that waits for its reader to sign in. Null when there is
    /// none.
    /// </summary>
    public int? MyHalfStars { get; private set; }

    /// <summary>The outcome of the vote that led here.</summary>
    public VoteNews? News { get; private set; }

    /// <summary>The page's own address.</summary>
    public string Address => AddressOf(Details.FilmId);

    private Caller? Caller => field ??= Caller.Of(HttpContext);

    /// <param name="filmId">The film's slug.</param>
    /// <param name="voted">The version that the member's vote just led to; the page shows that or a later one.</param>
    /// <param name="ct">The request's end.</param>
    public async Task<IActionResult> OnGetAsync(string filmId, long? voted, CancellationToken ct)
    {
        if (!await LoadAsync(filmId, ct)) return NotFound();
        var kept = pending.Find(Request, filmId);
        if (Caller is not { } caller)
        {
            MyHalfStars = kept is { HalfStars: > 0 } ? kept.HalfStars : null;
            return Page();
        }

        if (kept is not null) return await CastAsync(caller, kept, ct);
        if (voted is { } version && Rating.Version < version) await CatchUpAsync(version, ct);
        await LoadMyVoteAsync();
        if (voted is not null) News = VoteNews.Saved(MyHalfStars);
        return Page();
    }

    /// <summary>The timeline alone, for pages that are open and redraw it.</summary>
    public async Task<IActionResult> OnGetTimelineAsync(string filmId, CancellationToken ct)
    {
        if (!await LoadAsync(filmId, ct)) return NotFound();
        Response.Headers.CacheControl = Caching.FiveSeconds;
        return Partial("_Timeline", Timeline);
    }

    /// <summary>A film page's address.</summary>
    internal static string AddressOf(string filmId) => $"/films/{filmId}";

    private async Task<bool> LoadAsync(string filmId, CancellationToken ct)
    {
        if (await reader.FindAsync(filmId, ct) is not { Details: { } details } film) return false;
        (Details, Rating) = (details, reader.Weigh(film.Rating));
        Critic = reader.CriticOf(film);
        (Reviews, ReviewCount) = (NewestReviews.Of(film), film.Writing?.Reviews ?? 0);
        Timeline = Timeline.Of(film.Rating, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
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
}
