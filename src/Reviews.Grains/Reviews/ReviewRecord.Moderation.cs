using System.Collections.Immutable;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Reviews;

/// <content>What moderators have to do with a review. Once they have decided on a text, the next one is theirs to see.</content>
internal sealed partial record ReviewRecord
{
    /// <summary>Grows with each change of the text, a withdrawal too; 0: as of before texts were counted.</summary>
    [Id(6)] public int TextRevision { get; init; }

    /// <summary>Texts that were reported, oldest first.</summary>
    [Id(7)] public ImmutableArray<ReportedText> Reported { get; init; } = [];

    /// <summary>The last decision; null: none.</summary>
    [Id(8)] public ReviewJudgement? Judged { get; init; }

    /// <summary>Whether a moderator approved it as a first review, so that the next text waits as well.</summary>
    [Id(9)] public bool IsFirst { get; init; }

    /// <summary>Whether moderators see each new text of it. Kept over a withdrawal.</summary>
    [Id(10)] public bool IsWatched { get; init; }

    /// <summary>Whether they are to decide on it right now.</summary>
    [Id(11)] public bool IsOpen { get; init; }

    /// <summary>Whether its writer has appealed since it was hidden.</summary>
    [Id(12)] public bool HasAppealed { get; init; }

    /// <summary>Whether the text is one that moderators are to see and have not decided on.</summary>
    public bool AsksForALook =>
        Face is not null && TextRevision > (Judged?.Revision ?? 0) && (IsWatched || State != ReviewState.Published);

    public ModeratedReview ForModerators => new(Stored, State, TextRevision, Reported, IsFirst, IsWatched, HasAppealed);

    private HiddenReview? Hidden =>
        State == ReviewState.Hidden ? new HiddenReview(Judged?.Reason, Judged?.DecidedAt, HasAppealed, IsOpen) : null;

    /// <summary>The look that moderators are asked for.</summary>
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

    /// <summary>With its text among those that were reported; the same when it is there already. Of too many the first and the newest
    /// stay.</summary>
    public ReviewRecord Keep()
    {
        if (Face is not { } review || Reported.Any(text => text.Revision == TextRevision)) return this with { IsOpen = true };
        var kept = Reported.Length < ReportedText.MaxKept ? Reported : Reported.RemoveAt(1);
        return this with { IsOpen = true, Reported = kept.Add(new ReportedText(TextRevision, review.Title, review.Body, review.Spoilers)) };
    }

    /// <summary>Whether it has heard of the decision.</summary>
    public bool Heard(ReviewVerdict verdict) => Judged?.Number == verdict.Number && Judged.DecidedAt == verdict.DecidedAt;

    /// <summary>As the moderator decided.</summary>
    public ReviewRecord Judge(ReviewVerdict verdict)
    {
        var state = StateAfter(verdict.Action);
        var reason = state == ReviewState.Hidden && Face is not null ? verdict.Reason : null;   // of what is withdrawn nobody is told
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

    /// <summary>Without what was kept for moderators in others' words or in its writer's.</summary>
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

/// <summary>A decision, as its review keeps it.</summary>
/// <param name="Number">The decision's number.</param>
/// <param name="DecidedAt">When it was taken.</param>
/// <param name="Revision">The revision of the text that it was about.</param>
/// <param name="Reason">Why the review is hidden, for its writer; null when it is not.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewJudgement")]
internal sealed record ReviewJudgement(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset DecidedAt,
    [property: Id(2)] int Revision,
    [property: Id(3)] string? Reason);
