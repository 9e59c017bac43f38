using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Storage;

namespace Reviews.Grains.Audit;

/// <summary>
/// A store's journals and records by the grains that wrote them, without activating any. For a tool that has the store to itself.
/// </summary>
/// <param name="managers">Reads and writes the store's journals.</param>
/// <param name="scopes">Creates fresh states.</param>
/// <param name="records">Reads and writes the store's records.</param>
/// <param name="listJournals">Lists the journals.</param>
/// <param name="listRecords">Lists the records.</param>
public sealed class StoreGrains(
    IJournaledStateManagerFactory managers,
    IServiceScopeFactory scopes,
    IGrainStorage records,
    Func<CancellationToken, IAsyncEnumerable<JournalId>> listJournals,
    Func<CancellationToken, IAsyncEnumerable<(GrainId Grain, string State)>> listRecords)
{
    internal static GrainId IdOf(string kind, long key) =>
        GrainId.Create(GrainType.Create(kind), GrainIdKeyExtensions.CreateIntegerKey(key));

    internal Task<OpenJournal> OpenAsync(GrainId grain, CancellationToken cancellationToken) =>
        OpenJournal.ReadAsync(grain, managers, scopes, cancellationToken);

    /// <summary>Reads every journal of a kind.</summary>
    internal Task EachAsync(string kind, Action<GrainId, OpenJournal> take, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        listJournals(cancellationToken), cancellationToken, async (journal, stopping) =>
        {
            var grain = GrainId.Parse(journal.Value, provider: null);
            if (grain.Type.ToString() != kind) return;
            await using var open = await OpenAsync(grain, stopping);
            take(grain, open);
        });

    /// <summary>Reads every record of a kind whose key is wanted.</summary>
    internal Task EachAsync<T>(string kind, Func<GrainId, bool> wants, Action<GrainId, T> take, CancellationToken cancellationToken)
        where T : class => Parallel.ForEachAsync(
        listRecords(cancellationToken), cancellationToken, async (name, _) =>
        {
            if (name.Grain.Type.ToString() == kind && wants(name.Grain))
                take(name.Grain, (await ReadAsync<T>(name.Grain, name.State)).State!);
        });

    internal async Task<GrainState<T>> ReadAsync<T>(GrainId grain, string state)
        where T : class
    {
        var record = new GrainState<T>();
        await records.ReadStateAsync(state, grain, record);
        return record;
    }

    internal Task WriteAsync<T>(GrainId grain, string state, GrainState<T> record)
        where T : class => records.WriteStateAsync(state, grain, record);
}
