using System.Collections.Immutable;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Reviews;

/// <content>The moderation side of a review. Once moderators have decided on a text, they also see the next one.</content>
internal sealed partial record ReviewRecord
{
    /// <summary>Grows with each change to the text, including a withdrawal; 0: from before texts were numbered.</summary>
    [Id(6)] public int TextRevision { get; init; }

    /// <summary>Texts that were reported, oldest first.</summary>
    [Id(7)] public ImmutableArray<ReportedText> Reported { get; init; } = [];

    /// <summary>The last decision; null: none.</summary>
    [Id(8)] public ReviewJudgement? Judged { get; init; }

    /// <summary>Whether a moderator approved it as a first review, so that the next text is pending as well.</summary>
    [Id(9)] public bool IsFirst { get; init; }

    /// <summary>Whether moderators see each new text of it. Survives a withdrawal.</summary>
    [Id(10)] public bool IsWatched { get; init; }

    /// <summary>Whether it is waiting for their decision.</summary>
    [Id(11)] public bool IsOpen { get; init; }

    /// <summary>Whether its author has appealed since it was hidden.</summary>
    [Id(12)] public bool HasAppealed { get; init; }

    /// <summary>Whether the text is one that moderators should see and have not decided on.</summary>
    public bool AsksForALook =>
        Face is not null && TextRevision > (Judged?.Revision ?? 0) && (IsWatched || State != ReviewState.Published);

    public ModeratedReview ForModerators => new(Stored, State, TextRevision, Reported, IsFirst, IsWatched, HasAppealed);

    private HiddenReview? Hidden =>
        State == ReviewState.Hidden ? new HiddenReview(Judged?.Reason, Judged?.DecidedAt, HasAppealed, IsOpen) : null;

    /// <summary>The look requested from moderators.</summary>
    public ReviewLook Look(long userId, string filmId)
    {
        var kind = State switch
        {
            ReviewState.Pending => CaseKind.FirstReview,
            ReviewState.Hidden => CaseKind.Rewritten,
            _ => CaseKind.Reported,
        };
        return new ReviewLook(filmId, userId, kind, TextRevision);
    }

    /// <summary>The record with its text kept as reported, once. If there are too many, the first and the newest stay.</summary>
    public ReviewRecord Keep()
    {
        if (Face is not { } review || Reported.Any(text => text.Revision == TextRevision)) return this with { IsOpen = true };
        var kept = Reported.Length < ReportedText.MaxKept ? Reported : Reported.RemoveAt(1);
        return this with { IsOpen = true, Reported = kept.Add(new ReportedText(TextRevision, review.Title, review.Body, review.Spoilers)) };
    }

    /// <summary>Whether it has already received the decision.</summary>
    public bool Heard(ReviewVerdict verdict) => Judged?.Number == verdict.Number && Judged.DecidedAt == verdict.DecidedAt;

    /// <summary>The record after the moderator's decision.</summary>
    public ReviewRecord Judge(ReviewVerdict verdict)
    {
        var state = StateAfter(verdict.Action);
        var reason = state == ReviewState.Hidden && Face is not null ? verdict.Reason : null;   // nobody is told about a withdrawn text
        return this with
        {
            State = state,
            Revision = state == State ? Revision : Revision + 1,
            Judged = new ReviewJudgement(verdict.Number, verdict.DecidedAt, TextRevision, reason),
            IsFirst = IsFirst || Approves(state),
            IsWatched = IsWatched || !Approves(state) || !Reported.IsEmpty,
            IsOpen = false,
            HasAppealed = HasAppealed && state == ReviewState.Hidden,
            Reported = Face is null ? [] : Reported,
        };
    }

    /// <summary>The record without anything that was kept for moderators in anyone's words.</summary>
    public ReviewRecord Forget() => this with
    {
        Reported = [], IsOpen = false, Judged = Judged is null ? null : Judged with { Reason = null },
    };

    private bool Approves(ReviewState next) => State == ReviewState.Pending && next == ReviewState.Published;

    private ReviewState StateAfter(ModerationAction action) => action switch
    {
        ModerationAction.Hide => ReviewState.Hidden,
        ModerationAction.Dismiss when State != ReviewState.Pending => State,
        _ => Face is null ? default : ReviewState.Published,
    };

    private ReviewState StateOf(ReviewDraft draft)
    {
        if (State is ReviewState.Hidden or ReviewState.Pending) return State;
        if (State != ReviewState.Published || Face is null) return draft.StateIfNew;
        return IsFirst && !Holds(draft) ? draft.StateIfNew : State;
    }

    private ReviewRecord Asking() => AsksForALook ? this with { IsOpen = true } : this;
}

/// <summary>A decision as its review keeps it.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="DecidedAt">When it was taken.</param>
/// <param name="Revision">The revision of the text it was about.</param>
/// <param name="Reason">Why the review is hidden, for its author; null when it is not.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewJudgement")]
internal sealed record ReviewJudgement(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset DecidedAt,
    [property: Id(2)] int Revision,
    [property: Id(3)] string? Reason);
