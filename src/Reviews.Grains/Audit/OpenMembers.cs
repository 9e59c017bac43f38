using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Reviews.Grains.Members;

namespace Reviews.Grains.Audit;

/// <summary>Finds members whose intents may not have arrived, from their journals, without activating anyone.</summary>
internal sealed class OpenMembers(IJournalStorageProvider journals, IJournaledStateManagerFactory managers, IServiceScopeFactory scopes)
{
    private static readonly JournalCatalogListOptions Members = new() { Prefix = new JournalId(UserGrain.GrainType + "/") };

    /// <summary>Everyone who has a journal.</summary>
    public async IAsyncEnumerable<GrainId> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ((IJournalStorageCatalog)journals).ListAsync(Members, cancellationToken))
            yield return GrainId.Parse(entry.Id.Value, provider: null);
    }

    /// <summary>
    /// Whether a vote, a review or a helpful vote of the member is not known to have arrived. Other work is registered before it starts.
    /// </summary>
    public async Task<bool> HasOpenAsync(GrainId member, CancellationToken cancellationToken)
    {
        await using var journal = await OpenJournal.ReadAsync(member, managers, scopes, cancellationToken);
        var reviews = journal.Of<ReviewsState>();
        return journal.Of<VotesState>().All.Any(vote => vote.Open)
            || reviews.Reviews.Any(intent => intent.Open)
            || reviews.Marks.Any(intent => intent.Open);
    }
}
