using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>What is journalled about one member: six states in one journal, made durable together.</summary>
/// <param name="votes">The member's votes.</param>
/// <param name="account">Account, subscription, sessions and emails.</param>
/// <param name="reviews">The member's reviews and helpful votes.</param>
/// <param name="suspension">Whether the member is suspended; no value: never.</param>
/// <param name="erasure">Whether the member is erased; no value: not.</param>
/// <param name="imports">The newest imports.</param>
/// <param name="journal">Makes all six durable.</param>
internal sealed class MemberJournal(
    [FromKeyedServices("votes")] VotesState votes,
    [FromKeyedServices("account")] DurableRecord<MemberAccountState> account,
    [FromKeyedServices("reviews")] ReviewsState reviews,
    [FromKeyedServices("suspension")] DurableRecord<SuspensionRecord> suspension,
    [FromKeyedServices("erasure")] DurableRecord<ErasureRecord> erasure,
    [FromKeyedServices("imports")] ImportsState imports,
    GrainJournal journal)
{
    public VotesState Votes => votes;

    public DurableRecord<MemberAccountState> Account => account;

    public ReviewsState Reviews => reviews;

    public DurableRecord<SuspensionRecord> Suspension => suspension;

    public DurableRecord<ErasureRecord> Erasure => erasure;

    public ImportsState Imports => imports;

    /// <summary>The durable account; null when there is none.</summary>
    public MemberAccount? CurrentAccount => account.Value?.Account;

    /// <summary>Whether the member is durably suspended.</summary>
    public bool IsSuspended => suspension.Value?.Reason is not null;

    /// <summary>Whether the member is suspended, or will be once everything staged is durable.</summary>
    public bool IsBeingSuspended => suspension.Latest?.Reason is not null;

    /// <summary>Whether the member is erased, or will be once everything staged is durable.</summary>
    public bool IsBeingErased => erasure.Latest is not null;

    /// <summary>Makes whatever is staged in any of the states durable.</summary>
    public Task CommitAsync() => journal.CommitAsync();

    /// <summary>The same, and rewrites the journal without its past.</summary>
    public Task CommitRewriteAsync() => journal.CommitRewriteAsync();
}
