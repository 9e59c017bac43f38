using System.Threading.Channels;

namespace Reviews.Storage.Reading;

/// <summary>Gathers the pieces of one journal into chunks that are sent together.</summary>
internal sealed class JournalChunks(ChannelWriter<IReadOnlyList<byte[]>> writer)
{
    private List<byte[]> _chunk = [];
    private int _bytes;

    /// <summary>True once something has been sent: the read can't start over.</summary>
    public bool Sent { get; private set; }

    /// <summary>Adds a piece; waits for the grain if it is slower than the database.</summary>
    public async ValueTask AddAsync(byte[] piece, CancellationToken cancellationToken)
    {
        _chunk.Add(piece);
        _bytes += piece.Length;
        if (_bytes >= IStoreReader.ChunkBytes) await SendAsync(cancellationToken);
    }

    /// <summary>Sends what is left.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        if (_chunk.Count == 0) return;
        Sent = true;
        await writer.WriteAsync(_chunk, cancellationToken);
        (_chunk, _bytes) = ([], 0);
    }

    /// <summary>Completes the channel when the read ends, and with the same outcome.</summary>
    public static void CompleteWith(ChannelWriter<IReadOnlyList<byte[]>> writer, Task reading) => _ = reading.ContinueWith(
        (done, chunks) => ((ChannelWriter<IReadOnlyList<byte[]>>)chunks!).TryComplete(done.Exception?.InnerException), writer,
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
