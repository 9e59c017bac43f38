using Microsoft.Extensions.Logging;
using Reviews.Storage.Journals;
using Reviews.Storage.Reading;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Folding;

/// <summary>
/// Removes what no head refers to, in pieces that no vote waits long for. Nobody reads such rows: sweeping gives back room, no more,
/// and what fails is done by the next fold or the next opening.
/// </summary>
internal sealed partial class Sweeper(GroupCommit writer, ILogger<Sweeper> logger)
{
    public async Task SweepAsync(JournalName name, long journal, long mark)
    {
        try
        {
            while (await writer.WriteAsync(new SweepPiece(name, journal, mark)) is { Value: > 0 })
            {
            }
        }
        catch (Exception exception)
        {
            LogSweepFailed(name.Value, exception);
        }
    }

    /// <summary>Sweeps what a crash has left.</summary>
    public async Task SweepAllAsync(IStoreReader reader, CancellationToken cancellationToken)
    {
        foreach (var left in await reader.ReadSweepMarksAsync(cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            await SweepAsync(new JournalName(left.Name), left.Journal, left.Mark);
        }
    }

    [LoggerMessage(LogLevel.Warning, "What a fold of '{Journal}' left could not be removed; the next fold or the next start will.")]
    private partial void LogSweepFailed(string journal, Exception exception);
}
