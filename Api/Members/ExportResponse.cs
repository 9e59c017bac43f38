using Reviews.Api.Moderation;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Members;

/// <summary>Everything the platform holds about me. Secrets are named but not shown: anyone who saw them could sign in.</summary>
/// <param name="Format">Grows when a member of this document changes its meaning: 1.</param>
/// <param name="ExportedAt">When it was compiled; what I do in the meantime may or may not be in it.</param>
/// <param name="Account">The account.</param>
/// <param name="Sessions">Where I am signed in, most recently used first.</param>
/// <param name="Subscription">My subscription; null when I never had one.</param>
/// <param name="Suspension">Why I can't post right now; null when I can.</param>
/// <param name="Imports">Imports that can be undone.</param>
/// <param name="Ratings">Every vote, withdrawn ones too, in the order they were cast.</param>
/// <param name="Reviews">Every review, newest first, with its earlier texts.</param>
/// <param name="Helpful">What I think of others' reviews, in the order I marked them.</param>
/// <param name="Reports">Reviews I reported, as long as that is kept: until they are decided on, then in case the text changes.</param>
/// <param name="Cases">Reviews of mine that moderators have to look at, or have decided on.</param>
/// <param name="Decisions">What moderators decided about me or my reviews, newest first, at most 100.</param>
internal sealed record ExportResponse(
    int Format, DateTimeOffset ExportedAt, ExportedAccount Account, IReadOnlyList<SessionInfo> Sessions,
    ExportedSubscription? Subscription, string? Suspension,
    IReadOnlyList<ImportResponse> Imports, IAsyncEnumerable<ExportedRating> Ratings, IAsyncEnumerable<ExportedReview> Reviews,
    IAsyncEnumerable<ExportedOpinion> Helpful, IReadOnlyList<ExportedReport> Reports, IAsyncEnumerable<ExportedCase> Cases,
    IReadOnlyList<ExportedDecision> Decisions);

/// <summary>The account, field by field.</summary>
internal sealed record ExportedAccount(
    string UserId, string DisplayName, bool DisplayNameIsChosen, string? Email, bool EmailConfirmed, string? PhoneNumber,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string> Roles, bool HasPassword, bool TwoFactorEnabled, int RecoveryCodesLeft, IReadOnlyList<ExportedPasskey> Passkeys)
{
    public static ExportedAccount Of(MemberAccount account) => new(
        MemberIds.Format(account.UserId), account.DisplayName, account.DisplayNameKey is not null, account.Email, account.EmailConfirmed,
        account.PhoneNumber, account.CreatedAt, account.Roles, account.PasswordHash is not null, account.TwoFactorEnabled,
        account.RecoveryCodes.Length,
        [.. account.Passkeys.Select(key => new ExportedPasskey(key.Name, key.CreatedAt, key.Transports))]);
}

/// <summary>A passkey, without its key.</summary>
internal sealed record ExportedPasskey(string? Name, DateTimeOffset CreatedAt, IReadOnlyList<string> Transports);

/// <summary>The subscription as it was last decided.</summary>
internal sealed record ExportedSubscription(DateTimeOffset? Until, DateTimeOffset DecidedAt, string DecidedBy)
{
    public static ExportedSubscription? Of(MemberSubscription? subscription) =>
        subscription is null ? null : new(subscription.Until, subscription.AsOf, subscription.Source);
}

/// <summary>One vote.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="Title">Its title, if this node knows it.</param>
/// <param name="Stars">0.5 to 5; null: withdrawn.</param>
/// <param name="RatedAt">When it was cast or withdrawn.</param>
/// <param name="Origin"><c>page</c>, <c>api</c>, <c>import</c>.</param>
/// <param name="Original">What the imported file said.</param>
internal sealed record ExportedRating(
    string FilmId, string? Title, decimal? Stars, DateTimeOffset RatedAt, string Origin, ExportedOriginal? Original)
{
    public static ExportedRating Of(ExportedVote vote, string? title) => new(
        vote.FilmId, title, vote.HalfStars == 0 ? null : Domain.Ratings.Stars.FromHalfStars(vote.HalfStars).Number, vote.CastAt,
        ImportResponse.NameOf(vote.Origin), ExportedOriginal.Of(vote.Original));
}

/// <summary>A rating on another site's scale.</summary>
internal sealed record ExportedOriginal(string Source, decimal Value, int Scale, DateOnly? RatedOn)
{
    public static ExportedOriginal? Of(OriginalRating? original) =>
        original is null ? null : new(ImportResponse.NameOf(original.Source), original.Value, original.Scale, original.RatedOn);
}

/// <summary>What I think of someone's review.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewId">The review's id at the film's address.</param>
/// <param name="IsHelpful">Whether it helped.</param>
internal sealed record ExportedOpinion(string FilmId, string ReviewId, bool IsHelpful)
{
    public static ExportedOpinion Of(ExportedHelpfulVote mark) => new(mark.FilmId, MemberIds.Format(mark.ReviewerId), mark.IsHelpful);
}

/// <summary>A report of mine.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="ReviewId">The review's id at the film's address.</param>
/// <param name="Reason">What I said; null when only the fact that I reported it was kept, because others had already said enough.</param>
/// <param name="ReportedAt">When; null likewise.</param>
internal sealed record ExportedReport(string FilmId, string ReviewId, string? Reason, DateTimeOffset? ReportedAt)
{
    public static ExportedReport Of(ReviewReport report) => new(
        report.FilmId, MemberIds.Format(report.AuthorId), report.Reason.Length == 0 ? null : report.Reason,
        report.Reason.Length == 0 ? null : report.ReportedAt);
}

/// <summary>A review of mine in the moderators' queue, or one that they have decided on. Who reported it, and in what words, is not
/// included.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="Kind">Why, as in the queue.</param>
/// <param name="OpenedAt">When it got there.</param>
/// <param name="IsOpen">Whether it still has to be decided; if not, it is kept in case I change the text.</param>
/// <param name="Reported">My texts that are kept because they were reported, including those of a review that I have withdrawn.</param>
/// <param name="Appeal">My appeal; null: none.</param>
internal sealed record ExportedCase(
    string FilmId, string Kind, DateTimeOffset OpenedAt, bool IsOpen, IReadOnlyList<ReportedText> Reported, AppealResponse? Appeal)
{
    public static ExportedCase Of(MemberCase own, ModeratedReview review) => new(
        own.Case.FilmId, QueueResponse.KindOf(own.Case.Kind), own.Case.OpenedAt, own.IsOpen, review.Reported,
        AppealResponse.Of(own.Case.Appeal));
}

/// <summary>A moderator's decision about me or a review of mine; who decided is not included.</summary>
/// <param name="Action">As in the moderators' log.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why.</param>
/// <param name="FilmId">The film of the review; null when it is about me.</param>
/// <param name="Revision">The revision of the text that was decided on; null when it is about me, or was decided in an earlier
/// version.</param>
internal sealed record ExportedDecision(string Action, DateTimeOffset DecidedAt, string Reason, string? FilmId, int? Revision)
{
    public static ExportedDecision Of(ModerationDecision decision) =>
        new(DecisionResponse.NameOf(decision.Action), decision.DecidedAt, decision.Reason, decision.FilmId, decision.Revision);
}

/// <summary>One review.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="State"><c>published</c>, <c>pending</c>, <c>hidden</c>.</param>
/// <param name="Text">As it stands.</param>
/// <param name="Earlier">As it was before, oldest first.</param>
/// <param name="Reported">Texts of it that are kept because they were reported.</param>
internal sealed record ExportedReview(
    string FilmId, string State, EarlierReview Text, IReadOnlyList<EarlierReview> Earlier, IReadOnlyList<ReportedText> Reported);
