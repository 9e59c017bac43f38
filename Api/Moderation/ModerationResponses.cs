using System.Globalization;
using System.Text.Json.Serialization;
using Reviews.Application.Members;
using Reviews.Application.Moderation;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>A review in the queue.</summary>
/// <param name="ReportId">The id used to decide on it.</param>
/// <param name="Kind"><c>reported</c>; <c>firstReview</c>: it is waiting to be shown; <c>rewritten</c>: it was decided on, and its text
/// has changed since; <c>appealed</c>: it is hidden, and its writer has appealed.</param>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewId">The review's id at the film's address.</param>
/// <param name="UserId">Who wrote it.</param>
/// <param name="OpenedAt">When it got here.</param>
/// <param name="Reports">How many members reported it; counted up to 200.</param>
/// <param name="Reasons">What the first five said.</param>
/// <param name="Revision">The revision of the text as it is now, which a decision names; null when it can't be read.</param>
/// <param name="Review">The review as it is now; null when it was withdrawn, or can't be read.</param>
/// <param name="ReportedText">The text as it was reported first; null when none was reported.</param>
/// <param name="AlsoReported">Its other texts that were reported, at most four.</param>
/// <param name="Appeal">The writer's appeal; null when there is none.</param>
/// <param name="DecidedBefore">Whether the review was decided on before and has come back, with what was reported then.</param>
/// <param name="Incomplete">True when the review can't be read from the store; left out otherwise.</param>
internal sealed record QueueResponse(
    string ReportId,
    string Kind,
    string FilmId,
    string ReviewId,
    string UserId,
    DateTimeOffset OpenedAt,
    int Reports,
    IReadOnlyList<ReportReasonResponse> Reasons,
    int? Revision,
    QueuedReview? Review,
    ReportedText? ReportedText,
    IReadOnlyList<ReportedText> AlsoReported,
    AppealResponse? Appeal,
    bool DecidedBefore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Incomplete = false)
{
    public static QueueResponse Of(QueueItem item) => new(
        DecisionResponse.Format(item.Case.CaseId),
        KindOf(item.Case.Kind),
        item.Case.FilmId,
        MemberIds.Format(item.Case.AuthorId),
        MemberIds.Format(item.Case.AuthorId),
        item.Case.OpenedAt,
        item.Case.Reporters.Length,
        [.. item.Case.Reports.Select(ReportReasonResponse.Of)],
        item.Review?.Revision,
        item.Review?.Review is { } review ? QueuedReview.Of(review) : null,
        item.ReportedTexts.FirstOrDefault(),
        [.. item.ReportedTexts.Skip(1)],
        AppealResponse.Of(item.Case.Appeal),
        item.Case.CameBack,
        item.IsDamaged);

    /// <summary>A kind as documents write it.</summary>
    public static string KindOf(CaseKind kind) => kind switch
    {
        CaseKind.FirstReview => "firstReview",
        CaseKind.Rewritten => "rewritten",
        CaseKind.Appealed => "appealed",
        _ => "reported",
    };
}

/// <summary>What a member reported.</summary>
/// <param name="UserId">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="ReportedAt">When.</param>
/// <param name="Revision">The revision of the text then; null in reports from earlier versions.</param>
internal sealed record ReportReasonResponse(string UserId, string Reason, DateTimeOffset ReportedAt, int? Revision)
{
    public static ReportReasonResponse Of(ReviewReport report) =>
        new(MemberIds.Format(report.ReporterId), report.Reason, report.ReportedAt, report.Revision);
}

/// <summary>What the writer of a hidden review says.</summary>
/// <param name="Text">In the writer's words.</param>
/// <param name="AppealedAt">When.</param>
/// <param name="Revision">The revision of the text then.</param>
internal sealed record AppealResponse(string Text, DateTimeOffset AppealedAt, int Revision)
{
    public static AppealResponse? Of(ReviewAppeal? appeal) =>
        appeal is null ? null : new AppealResponse(appeal.Text, appeal.AppealedAt, appeal.Revision);
}

/// <summary>A review as moderators read it: as written, not as rendered.</summary>
/// <param name="DisplayName">The writer's public name when it was last written.</param>
/// <param name="Title">The headline.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Spoilers">Whether it says that it contains spoilers.</param>
/// <param name="State"><c>published</c>, <c>pending</c> or <c>hidden</c>.</param>
internal sealed record QueuedReview(string DisplayName, string Title, string Body, bool Spoilers, string State)
{
    public static QueuedReview Of(StoredReview review) => new(
        review.Face.DisplayName, review.Face.Title, review.Face.Body, review.Face.Spoilers, StateOf(review.State));

    private static string StateOf(ReviewState state) => state switch
    {
        ReviewState.Pending => "pending",
        ReviewState.Hidden => "hidden",
        _ => "published",
    };
}

/// <summary>A line of the log.</summary>
/// <param name="Number">Grows with every decision.</param>
/// <param name="Action"><c>dismiss</c>, <c>hide</c>, <c>restore</c>, <c>suspend</c>, <c>liftSuspension</c>, <c>exclude</c>,
/// <c>liftExclusion</c>.</param>
/// <param name="ModeratorId">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="FilmId">The film of the review or of the votes.</param>
/// <param name="UserId">Who wrote the review, or is suspended.</param>
/// <param name="ReportId">The report that was decided on.</param>
/// <param name="Kind">Why the review was in the queue, as shown there; null for other decisions, and for those of earlier versions.</param>
/// <param name="Revision">The revision of the text that was decided on; null likewise.</param>
/// <param name="From">The beginning of excluded votes.</param>
/// <param name="Until">Their end.</param>
internal sealed record DecisionResponse(
    string Number,
    string Action,
    string ModeratorId,
    DateTimeOffset DecidedAt,
    string Reason,
    string? FilmId,
    string? UserId,
    string? ReportId,
    string? Kind,
    int? Revision,
    DateTimeOffset? From,
    DateTimeOffset? Until)
{
    public static DecisionResponse Of(ModerationDecision decision) => new(
        Format(decision.Number),
        NameOf(decision.Action),
        MemberIds.Format(decision.ModeratorId),
        decision.DecidedAt,
        decision.Reason,
        decision.FilmId,
        decision.UserId == 0 ? null : MemberIds.Format(decision.UserId),
        decision.CaseId == 0 ? null : Format(decision.CaseId),
        decision.Kind is { } kind ? QueueResponse.KindOf(kind) : null,
        decision.Revision,
        decision.Until == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(decision.From),
        decision.Until == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(decision.Until));

    /// <summary>A number as ids are written.</summary>
    public static string Format(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An action as documents write it.</summary>
    public static string NameOf(ModerationAction action) => action switch
    {
        ModerationAction.Dismiss => "dismiss",
        ModerationAction.Hide => "hide",
        ModerationAction.Restore => "restore",
        ModerationAction.Suspend => "suspend",
        ModerationAction.LiftSuspension => "liftSuspension",
        ModerationAction.Exclude => "exclude",
        _ => "liftExclusion",
    };
}
