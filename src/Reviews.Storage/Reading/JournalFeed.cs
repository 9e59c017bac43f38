using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Journaling;
using Orleans.Serialization.Buffers;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>Feeds a stored journal to a state manager: read on a store thread, replayed in the caller's context.</summary>
internal sealed partial class JournalFeed(
    IStoreReader reader, StoreIncarnations incarnations, StoreOptions options, StoreStatistics statistics, TimeProvider time,
    ILogger<JournalFeed> logger)
{
    /// <summary>Chunks read ahead of the replay; bounds the memory held for a slow grain.</summary>
    private const int ChunksAhead = 4;

    /// <summary>The one format that journals are stored in.</summary>
    public static JournalMetadata Metadata { get; } = new(StoreFormat.Journals);

    /// <summary>
    /// Feeds the whole journal. The timeout restarts with each chunk: a large journal may take longer, a hanging store may not.
    /// </summary>
    public async Task<JournalReading> FeedAsync(JournalName name, IJournalStorageConsumer consumer, CancellationToken cancellationToken)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var chunks = Channel.CreateBounded<IReadOnlyList<byte[]>>(ChunksAhead);
        var reading = reader.ReadJournalAsync(name, chunks.Writer, abandon.Token);
        try
        {
            await ReplayAsync(name, chunks.Reader, consumer, abandon.Token);
            var found = await reading.WaitAsync(options.OperationTimeout, time, cancellationToken);
            incarnations.Admit(found.Incarnation, name.Value);
            statistics.Kind(name.Kind).CountJournalRead(found.Bytes);
            if (consumer is not NoConsumer && statistics.Unreadable.Clear(name.Value)) LogReadable(name.Value);
            return found;
        }
        catch (Exception exception)
        {
            await abandon.CancelAsync();
            Report(name.Value, exception);
            throw;
        }
    }

    /// <summary>Damage is logged once, however often the journal is requested; transient failures are logged each time.</summary>
    private void Report(string journal, Exception exception)
    {
        if (exception is not CorruptRecordException corrupt) LogReadFailed(journal, exception);
        else if (statistics.Unreadable.Note(corrupt)) LogDamaged(journal, exception);
    }

    private async Task ReplayAsync(
        JournalName name, ChannelReader<IReadOnlyList<byte[]>> chunks, IJournalStorageConsumer consumer,
        CancellationToken cancellationToken)
    {
        using var buffer = new ArcBufferWriter();
        while (await chunks.WaitToReadAsync(cancellationToken).AsTask().WaitAsync(options.OperationTimeout, time, cancellationToken))
        {
            while (chunks.TryRead(out var pieces))
                foreach (var piece in pieces)
                {
                    buffer.Write(piece);
                    consumer.Read(new JournalBufferReader(buffer.Reader, isCompleted: false), Metadata);
                }
        }

        consumer.Read(new JournalBufferReader(buffer.Reader, isCompleted: true), Metadata);
        if (buffer.Length > 0) throw new CorruptRecordException(name.Value, $"{buffer.Length} bytes at its end belong to no entry");
    }
}
