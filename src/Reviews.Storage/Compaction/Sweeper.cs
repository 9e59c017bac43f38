using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Compaction;

/// <summary>
/// Removes what no head refers to, in pieces small enough that no vote waits long for them. Nobody reads such rows: sweeping only frees
/// space, and whatever fails is retried by the next compaction or when the store is next opened.
/// </summary>
internal sealed partial class Sweeper(GroupCommit writer, ILogger<Sweeper> logger)
{
    public async Task SweepAsync(JournalName name, long incarnation, long journal, long mark)
    {
        try
        {
            await SweepNowAsync(name, incarnation, journal, mark);
        }
        catch (Exception exception)
        {
            LogSweepFailed(name.Value, exception);
        }
    }

    /// <summary>Sweeps, and throws if it can't: for callers that must know the bytes are gone.</summary>
    public async Task SweepNowAsync(JournalName name, long incarnation, long journal, long mark)
    {
        for (var left = true; left;)
        {
            var piece = await writer.WriteAsync(new SweepPiece(name, incarnation, journal, mark));
            if (!piece.Applied) throw new InconsistentStateException($"'{name.Value}' was not swept: the store has come back with less.");
            left = piece.Value > 0;
        }
    }

    /// <summary>Sweeps what a crash left behind.</summary>
    public async Task SweepAllAsync(IStoreReader reader, long incarnation, CancellationToken cancellationToken)
    {
        foreach (var left in await reader.ReadSweepMarksAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SweepAsync(new JournalName(left.Name), incarnation, left.Journal, left.Mark);
        }
    }

    [LoggerMessage(LogLevel.Warning,
        "What a compaction of '{Journal}' left could not be removed; the next compaction or the next start will.")]
    private partial void LogSweepFailed(string journal, Exception exception);
}
