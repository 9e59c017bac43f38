using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>One change of what moderation holds.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ModerationChange")]
internal abstract record ModerationChange;

/// <summary>A member reported a review; of a review that has no open case, one is opened under this number.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseReported")]
internal sealed record CaseReported([property: Id(0)] long CaseId, [property: Id(1)] ReviewReport Report) : ModerationChange;

/// <summary>A review waits; likewise. Read of earlier versions, which wrote this; now it is a <see cref="LookAsked"/>.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseHeld")]
internal sealed record CaseHeld(
    [property: Id(0)] long CaseId, [property: Id(1)] string FilmId, [property: Id(2)] long AuthorId, [property: Id(3)] DateTimeOffset At)
        : ModerationChange;

/// <summary>Moderators are to look at a review; likewise, with what is known of it from a case that was decided.</summary>
[GenerateSerializer, Immutable, Alias("reviews.LookAsked")]
internal sealed record LookAsked(
    [property: Id(0)] long CaseId, [property: Id(1)] ReviewLook Look, [property: Id(2)] DateTimeOffset At) : ModerationChange;

/// <summary>The writer of a hidden review appeals; likewise.</summary>
[GenerateSerializer, Immutable, Alias("reviews.AppealMade")]
internal sealed record AppealMade([property: Id(0)] long CaseId, [property: Id(1)] ReviewAppeal Appeal) : ModerationChange;

/// <summary>An open case, whole, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseKept")]
internal sealed record CaseKept([property: Id(0)] ModerationCase Case) : ModerationChange;

/// <summary>A decided case, whole, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseSettled")]
internal sealed record CaseSettled([property: Id(0)] SettledCase Case) : ModerationChange;

/// <summary>A decision that is to be carried out; its case is closed.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionTaken")]
internal sealed record DecisionTaken([property: Id(0)] ModerationDecision Decision) : ModerationChange;

/// <summary>A decision was carried out.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionCarried")]
internal sealed record DecisionCarried([property: Id(0)] long Number) : ModerationChange;

/// <summary>The writer of the review that a decision is about has been told, or is not to be.</summary>
[GenerateSerializer, Immutable, Alias("reviews.AuthorTold")]
internal sealed record AuthorTold([property: Id(0)] long Number) : ModerationChange;

/// <summary>A decision turned out to be none: whom it is about refused it. Its case is open again.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionDropped")]
internal sealed record DecisionDropped([property: Id(0)] long Number) : ModerationChange;

/// <summary>A member is forgotten.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberForgotten")]
internal sealed record MemberForgotten([property: Id(0)] long UserId) : ModerationChange;

/// <summary>The highest numbers that were ever given, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ModerationCounters")]
internal sealed record ModerationCounters([property: Id(0)] long LastCase, [property: Id(1)] long LastDecision) : ModerationChange;
