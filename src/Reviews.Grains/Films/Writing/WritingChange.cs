using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Films.Writing;

/// <summary>One change to what is written about a film.</summary>
[GenerateSerializer, Immutable, Alias("reviews.WritingChange")]
internal abstract record WritingChange;

/// <summary>An article is shown, or changed.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticlePut")]
internal sealed record ArticlePut([property: Id(0)] ArticleSummary Article) : WritingChange;

/// <summary>An article is no longer shown, as of this revision of it.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticleRemoved")]
internal sealed record ArticleRemoved([property: Id(0)] string Slug, [property: Id(1)] int Revision) : WritingChange;

/// <summary>A review was written, changed, hidden, shown or withdrawn.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewNoted")]
internal sealed record ReviewNoted([property: Id(0)] ReviewNews News) : WritingChange;

/// <summary>A member finds a review helpful or unhelpful, or takes their vote back.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewMarked")]
internal sealed record ReviewMarked([property: Id(0)] HelpfulVote Mark) : WritingChange;

/// <summary>The head of a review that is among the newest again.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewHeadTold")]
internal sealed record ReviewHeadTold([property: Id(0)] PublicReview Face) : WritingChange;

/// <summary>The stars next to one of the newest reviews have changed.</summary>
[GenerateSerializer, Immutable, Alias("reviews.StarsChanged")]
internal sealed record StarsChanged : WritingChange;

/// <summary>A review in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewKept")]
internal sealed record ReviewKept(
    [property: Id(0)] long UserId, [property: Id(1)] int Revision, [property: Id(2)] bool IsShown, [property: Id(3)] long WrittenAt)
        : WritingChange;

/// <summary>The revision reached: by the changes of a snapshot, which this ends, or by a repair.</summary>
[GenerateSerializer, Immutable, Alias("reviews.WritingRestored")]
internal sealed record WritingRestored([property: Id(0)] int Revision) : WritingChange;
