using System.Buffers;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Providers;
using Reviews.Storage.Records;

namespace Reviews.Storage.Copying;

/// <summary>A store as what is in it, without any grain; and the mark of a copy that is not done.</summary>
internal sealed class StoreContents(IServiceProvider services)
{
    private const string MarkState = "unfinished";
    private static readonly GrainId MarkOwner = GrainId.Create("copy", "target");

    private readonly IJournalStorageProvider _journals =
        services.GetRequiredKeyedService<IJournalStorageProvider>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    public IRecordStore Records { get; } = services.GetRequiredService<IRecordStore>();

    public IJournalStorage Journal(JournalId journal) => _journals.CreateStorage(journal);

    public async IAsyncEnumerable<JournalId> Journals([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in ((IJournalStorageCatalog)_journals).ListAsync(null, cancellationToken)) yield return entry.Id;
    }

    /// <summary>The records that a copy takes along: all but the mark, which is the target's own.</summary>
    public async IAsyncEnumerable<(GrainId Grain, string State)> CopiedRecords([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (grain, state) in Records.ListAsync(cancellationToken))
            if (grain != MarkOwner) yield return (grain, state);
    }

    /// <summary>A journal's bytes as they were appended; none when there is no such journal.</summary>
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

    public async Task<bool> IsUnfinishedAsync() => await Records.ReadAsync(MarkOwner, MarkState) is { Data: not null };

    /// <exception cref="StoreOpenException">A copy into this store was begun and not finished.</exception>
    public async Task RefuseUnfinishedAsync()
    {
        if (await IsUnfinishedAsync())
            throw new StoreOpenException("This store is an unfinished copy; finish it with './reviews copy', with the same two stores.");
    }

    public Task MarkAsync() => SetMarkAsync([1]);

    public Task UnmarkAsync() => SetMarkAsync(null);

    private async Task SetMarkAsync(byte[]? data)
    {
        var there = await Records.ReadAsync(MarkOwner, MarkState);
        _ = await Records.WriteAsync(MarkOwner, MarkState, there?.ETag, data)
            ?? throw new StoreOpenException("The target is being written by another process.");
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
