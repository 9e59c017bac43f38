using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Ballots;

namespace Reviews.Grains.Audit;

/// <summary>What others in the store still know about one film. Collections may be filled from many threads.</summary>
internal sealed class FilmMemory
{
    /// <summary>The film as its shard last kept it; null: the shard has never heard of it, or was truncated itself.</summary>
    public FilmState? Kept { get; set; }

    /// <summary>Its members' votes, from their lists.</summary>
    public ConcurrentBag<BallotEntry> Ballots { get; } = [];

    /// <summary>Its reviews, from their own records.</summary>
    public ConcurrentBag<ReviewNews> Reviews { get; } = [];

    /// <summary>Helpful votes on its reviews, from members' lists.</summary>
    public ConcurrentBag<HelpfulVote> Marks { get; } = [];

    /// <summary>The newest revisions of the articles that it shows or used to show, from their own records.</summary>
    public ConcurrentBag<(string Slug, ArticleRevision Newest)> Articles { get; } = [];

    /// <summary>What moderators decided about its votes, oldest first.</summary>
    public ImmutableArray<ModerationDecision> Decisions { get; set; } = [];

    /// <summary>Members whose lists say that they have a review of it.</summary>
    public ConcurrentBag<long> Writers { get; } = [];
}
