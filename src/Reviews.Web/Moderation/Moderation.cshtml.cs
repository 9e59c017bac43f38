using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Web.Moderation;

/// <summary>The moderators' page: reviews to decide on, surges and excluded periods, suspensions, and the decision log.</summary>
[Authorize(AccountServices.ModeratorPages)]
internal sealed class ModerationModel(ModerationService moderation, FilmIndex index) : PageModel
{
    /// <summary>Reviews of one page of the queue, and decisions of one page of the log.</summary>
    private const int PageSize = 20;

    /// <summary>Marks of one kind that are shown, the newest of all films.</summary>
    private const int MaxMarks = 20;

    private const string OnItsWay = "Decided. Carrying it out is taking a little longer than usual.";

    [TempData]
    public string? Notice { get; set; }

    /// <summary>What could not be decided.</summary>
    [TempData]
    public string? Problem { get; set; }

    /// <summary>The field of a reason that was typed for a decision that failed, and the reason.</summary>
    [TempData]
    public string? TypedIn { get; set; }

    /// <inheritdoc cref="TypedIn"/>
    [TempData]
    public string? Typed { get; set; }

    public IReadOnlyList<QueueItem> Queue { get; private set; } = [];

    /// <summary>Open cases in all.</summary>
    public int Total { get; private set; }

    /// <summary>The last case of this page, when there are newer ones.</summary>
    public long? NextCase { get; private set; }

    public bool IsFirst { get; private set; }

    public IReadOnlyList<ModerationDecision> Log { get; private set; } = [];

    /// <summary>The last decision of this page, when there are older ones.</summary>
    public long? OlderThan { get; private set; }

    /// <summary>Surges that nobody excluded yet, the newest first.</summary>
    public IReadOnlyList<MarkedFilm> Surges { get; private set; } = [];

    /// <summary>Excluded times, the newest first.</summary>
    public IReadOnlyList<MarkedFilm> Exclusions { get; private set; } = [];

    public IReadOnlyDictionary<long, string> Names { get; private set; } = new Dictionary<long, string>();

    private long ModeratorId => Caller.Required(HttpContext).UserId;

    /// <param name="after">The last case of the page before.</param>
    /// <param name="below">The last decision of the page before.</param>
    public async Task OnGetAsync(long? after, long? below)
    {
        (Queue, Total, NextCase) = await moderation.QueueAsync(after ?? 0, PageSize);
        var log = await moderation.LogAsync(below ?? long.MaxValue, PageSize);
        (Log, OlderThan, IsFirst) = (log.Items, log.HasMore ? (long?)log.Items[^1].Number : null, after is null && below is null);
        var marks = index.All.SelectMany(film => (film.Rating.Marks ?? []).Select(annotation => new MarkedFilm(film, annotation)))
            .ToArray();
        Exclusions = Newest(marks.Where(marked => marked.Mark.Kind == RatingMarkKind.Excluded));
        Surges = Newest(marks.Where(marked => marked.Mark.Kind == RatingMarkKind.Surge && !marked.IsExcluded));
        Names = await moderation.NamesAsync(Log.Select(decision => decision.ModeratorId)
            .Concat(Log.Where(decision => decision.UserId != 0).Select(decision => decision.UserId))
            .Concat(Queue.Select(item => item.Case.AuthorId)));
    }

    public async Task<IActionResult> OnPostDecideAsync(long caseId, ModerationAction decision, int? revision, string? reason)
    {
        if (decision is < ModerationAction.Dismiss or > ModerationAction.Restore) return BadRequest();
        if (Reasons.Tidy(reason) is not { } why) return Refused(NoReason);
        var answer = await moderation.DecideAsync(new CaseVerdict(caseId, decision, ModeratorId, why, revision));
        if (answer.Outcome == DecisionOutcome.Changed) (TypedIn, Typed) = ($"case-{caseId}-reason", why);
        return Said(answer, decision switch
        {
            ModerationAction.Hide => "The review has been hidden.",
            ModerationAction.Restore => "The review is visible again.",
            _ when answer.Decision?.TellsAuthor == true => "The review stays hidden.",
            _ => "The review stays visible to readers.",
        });
    }

    public async Task<IActionResult> OnPostSuspendAsync(string? userId, bool lifts, string? reason)
    {
        if (!MemberIds.TryParse(userId?.Trim(), out var id)) return Refused("Enter the number in the address of the member’s page.");
        if (Reasons.Tidy(reason) is not { } why) return Refused(NoReason);
        if (await moderation.SuspendAsync(id, lifts, ModeratorId, why) is not { } answer) return Refused(ModerationService.StaffSentence);
        return Said(
            answer, lifts
                ? "The member can post again, and their votes count again."
                : "The member has been suspended, and their votes no longer count.");
    }

    public async Task<IActionResult> OnPostExcludeAsync(string filmId, string? from, string? until, bool lifts, string? reason)
    {
        if (ExcludedTime.Of(ReadTime(from), ReadTime(until)) is not { } window) return Refused("Enter a start and a later end, in UTC.");
        if (Reasons.Tidy(reason) is not { } why) return Refused(NoReason);
        if (!lifts && !moderation.IsOver(window)) return Refused(ModerationService.NotOverSentence);
        if (index.Find(filmId) is null) return Refused("There is no film with that name in its address.");
        return Said(await moderation.ExcludeAsync(filmId, window, lifts, ModeratorId, why),
            lifts ? "The ratings from that time count again." : "The ratings from that time no longer count.");
    }

    /// <summary>A field for a reason, with what was typed there before the decision failed.</summary>
    public ReasonField Field(string id, string? hint = null) => new(id, id == TypedIn ? Typed : null, hint);

    /// <summary>The button's text for a review with nothing wrong with it.</summary>
    public static string DismissWord(ModerationCase open, ModeratedReview? review) =>
        review?.State == ReviewState.Pending ? "Show it" : open.Reporters.IsEmpty ? "Leave it" : "Dismiss the report";

    /// <summary>Whether the member has a page: an erased one does not.</summary>
    public bool IsKnown(long userId) => Names.ContainsKey(userId);

    public string NameOf(long userId) => Names.TryGetValue(userId, out var name) ? name : $"Member {MemberIds.Format(userId)}";

    public string TitleOf(string filmId) => index.Find(filmId)?.Details?.Title ?? filmId;

    private static string NoReason => $"Say why, in 1 to {ModerationLimits.MaxReason} characters: others can read it in the log.";

    private static MarkedFilm[] Newest(IEnumerable<MarkedFilm> marks) =>
        [.. marks.OrderByDescending(marked => marked.Mark.From).Take(MaxMarks)];

    /// <summary>A time as the browser's field gives it, without a zone: UTC.</summary>
    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private RedirectResult Said(DecisionAnswer answer, string done)
    {
        switch (answer.Outcome)
        {
            case DecisionOutcome.Done: Notice = done; break;
            case DecisionOutcome.OnItsWay: Notice = OnItsWay; break;
            default: Problem = DecisionOutcomes.Of(answer).Detail; break;
        }

        return Redirect("/moderation");
    }

    private RedirectResult Refused(string why)
    {
        Problem = why;
        return Redirect("/moderation");
    }
}

/// <summary>A film with one mark of its timeline.</summary>
internal sealed record MarkedFilm(FilmState Film, SurgeAnnotation Mark)
{
    /// <summary>Whether an excluded time covers all of it.</summary>
    public bool IsExcluded => Film.Rating.Marks!.Value.Any(
        annotation => annotation.Kind == RatingMarkKind.Excluded && annotation.From <= Mark.From && annotation.Until >= Mark.Until);

    /// <summary>A time as forms carry it.</summary>
    public static string Stamp(uint seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
