using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Records;

namespace Reviews.Storage.Copying;

/// <summary>A store's contents, accessed without any grain; and the marks of an unfinished copy or repair.</summary>
internal sealed class StoreContents(IServiceProvider services)
{
    private readonly IJournalStorageProvider _journals =
        services.GetRequiredKeyedService<IJournalStorageProvider>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public IRecordStore Records { get; } = services.GetRequiredService<IRecordStore>();

    /// <summary>The mark of an unfinished copy into this store.</summary>
    public UnfinishedMark Copy { get; } = new(
        services.GetRequiredService<IRecordStore>(), "copy",
        "This store is an unfinished copy; finish it with './reviews copy', with the same two stores.");

    /// <summary>
    /// The mark of an unfinished repair of this store; its note names the grains whose journals and records were cut and cleared, one per
    /// line.
    /// </summary>
    public UnfinishedMark Repair { get; } = new(
        services.GetRequiredService<IRecordStore>(), "repair",
        "A repair of this store was started but not finished; finish it with './reviews repair --yes'.");

    /// <summary>The incarnation of the store.</summary>
    public long Incarnation => services.GetRequiredService<StoreIncarnations>().Current;

    public Task RaiseIncarnationAsync(long atLeast) =>
        services.GetRequiredService<IStore>().RaiseIncarnationAsync(atLeast, CancellationToken.None);

    public IJournalStorage Journal(JournalId journal) => _journals.CreateStorage(journal);

    public async IAsyncEnumerable<JournalId> Journals([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ((IJournalStorageCatalog)_journals).ListAsync(null, cancellationToken)) yield return entry.Id;
    }

    /// <summary>The records that a copy includes: all except the marks, which belong to the store itself.</summary>
    public async IAsyncEnumerable<(GrainId Grain, string State)> CopiedRecords([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (grain, state) in Records.ListAsync(cancellationToken))
            if (!Copy.IsOf(grain) && !Repair.IsOf(grain)) yield return (grain, state);
    }

    /// <summary>A journal's bytes as they were appended; empty when there is no such journal.</summary>
    public static async Task<byte[]> ReadAsync(IJournalStorage journal, CancellationToken cancellationToken)
    {
        var gathered = new Gatherer();
        await journal.ReadAsync(gathered, cancellationToken);
        return gathered.Bytes;
    }

    public async Task<bool> HoldsSomethingAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in Journals(cancellationToken)) return true;
        await foreach (var _ in Records.ListAsync(cancellationToken)) return true;
        return false;
    }

    /// <exception cref="StoreOpenException">A copy into this store, or a repair of it, was started but not finished.</exception>
    public async Task RefuseUnfinishedAsync()
    {
        await Copy.RefuseAsync();
        await Repair.RefuseAsync();
    }

    private sealed class Gatherer : IJournalStorageConsumer
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public byte[] Bytes => _bytes.WrittenSpan.ToArray();

        public void Read(JournalBufferReader buffer, IJournalMetadata? metadata)
        {
            _bytes.Write(buffer.ToArray());
            buffer.Skip(buffer.Length);
        }
    }
}
