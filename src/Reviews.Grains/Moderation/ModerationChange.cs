using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Moderation;

/// <summary>One change to what moderation holds.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ModerationChange")]
internal abstract record ModerationChange;

/// <summary>A member reported a review; if it has no open case, one is opened under this number.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseReported")]
internal sealed record CaseReported([property: Id(0)] long CaseId, [property: Id(1)] ReviewReport Report) : ModerationChange;

/// <summary>A review is pending; likewise. Only read, from journals of earlier versions; now written as <see cref="LookAsked"/>.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseHeld")]
internal sealed record CaseHeld(
    [property: Id(0)] long CaseId, [property: Id(1)] string FilmId, [property: Id(2)] long AuthorId, [property: Id(3)] DateTimeOffset At)
        : ModerationChange;

/// <summary>Moderators should look at a review; likewise, with what is known from a decided case.</summary>
[GenerateSerializer, Immutable, Alias("reviews.LookAsked")]
internal sealed record LookAsked(
    [property: Id(0)] long CaseId, [property: Id(1)] ReviewLook Look, [property: Id(2)] DateTimeOffset At) : ModerationChange;

/// <summary>The author of a hidden review appeals; likewise.</summary>
[GenerateSerializer, Immutable, Alias("reviews.AppealMade")]
internal sealed record AppealMade([property: Id(0)] long CaseId, [property: Id(1)] ReviewAppeal Appeal) : ModerationChange;

/// <summary>A complete open case, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseKept")]
internal sealed record CaseKept([property: Id(0)] ModerationCase Case) : ModerationChange;

/// <summary>A complete decided case, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.CaseSettled")]
internal sealed record CaseSettled([property: Id(0)] SettledCase Case) : ModerationChange;

/// <summary>A decision to be carried out; its case is closed.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionTaken")]
internal sealed record DecisionTaken([property: Id(0)] ModerationDecision Decision) : ModerationChange;

/// <summary>A decision was carried out.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionCarried")]
internal sealed record DecisionCarried([property: Id(0)] long Number) : ModerationChange;

/// <summary>The author of the review that a decision is about has been told, or need not be.</summary>
[GenerateSerializer, Immutable, Alias("reviews.AuthorTold")]
internal sealed record AuthorTold([property: Id(0)] long Number) : ModerationChange;

/// <summary>A decision was dropped because its target refused it. Its case is reopened.</summary>
[GenerateSerializer, Immutable, Alias("reviews.DecisionDropped")]
internal sealed record DecisionDropped([property: Id(0)] long Number) : ModerationChange;

/// <summary>A member is forgotten.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberForgotten")]
internal sealed record MemberForgotten([property: Id(0)] long UserId) : ModerationChange;

/// <summary>The highest numbers ever assigned, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ModerationCounters")]
internal sealed record ModerationCounters([property: Id(0)] long LastCase, [property: Id(1)] long LastDecision) : ModerationChange;
