using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Incarnations;

/// <summary>
/// Which incarnation of the store this process is on. A store that came back with less than it had acknowledged (a lagging standby, a
/// backup) is a new incarnation: its number is higher, what was read before is invalid, and the activations that read it are deactivated.
/// Thread-safe.
/// </summary>
/// <param name="activations">Identifies the activation that is reading; null where there are none.</param>
/// <param name="logger">Where a change is logged.</param>
internal sealed partial class StoreIncarnations(ILogger<StoreIncarnations> logger, IGrainContextAccessor? activations = null)
{
    private const string Reason = "The store came back with less than this activation may have read.";

    private readonly ConcurrentDictionary<IGrainContext, long> _readers = new();
    private long _current;

    /// <summary>The number this process writes under; 0 until the store first comes back with less.</summary>
    public long Current => Volatile.Read(ref _current);

    /// <summary>Asks the writer to check the store: a reader has found a number that this process does not know.</summary>
    public Action Look { get; set; } = () => { };

    /// <summary>
    /// Called by the writer when it has found or set the store's number; deactivates the activations that read under another.
    /// </summary>
    public void Enter(long number)
    {
        var before = Interlocked.Exchange(ref _current, number);
        if (before == number) return;
        var ended = 0;
        foreach (var (activation, read) in _readers)
        {
            if (read == number) continue;
            End(activation);
            ended++;
        }

        LogEntered(number, before, ended);
    }

    /// <summary>Accepts what was read under a number, and remembers that the reading activation relies on it.</summary>
    /// <exception cref="StoreFailureException">It is not the number this process writes under.</exception>
    public void Admit(long number, string subject)
    {
        if (activations?.GrainContext is { } activation) Remember(activation, number);
        if (number == Current) return;
        if (number > Current) Look();
        throw new StoreFailureException(
            $"The store could not read '{subject}': it answered as incarnation {number}, and this process writes incarnation {Current}.",
            new InvalidOperationException("The store changed while it was read."));
    }

    /// <summary>The writes of a group that may go ahead: all but those based on another incarnation, which are refused here.</summary>
    public IReadOnlyList<StoreWrite> Admitted(IReadOnlyList<StoreWrite> group)
    {
        if (group.All(IsAdmitted)) return group;
        foreach (var write in group.Where(write => !IsAdmitted(write))) write.Result = WriteResult.Refused;
        return [.. group.Where(IsAdmitted)];
    }

    /// <summary>The number under which an activation read its state; the current one if it has read nothing.</summary>
    /// <exception cref="InvalidOperationException">The activation has been deactivated: what it read has been forgotten, and its state is
    /// not current.</exception>
    public long ReadBy(IGrainContext activation)
    {
        if (_readers.TryGetValue(activation, out var number)) return number;
        return activation.Deactivated.IsCompleted
            ? throw new InvalidOperationException($"{activation.GrainId} has ended, and stands on no incarnation of the store any more.")
            : Current;
    }

    private bool IsAdmitted(StoreWrite write) => write.Incarnation is not { } number || number == Current;

    private void Remember(IGrainContext activation, long number)
    {
        if (_readers.TryAdd(activation, number)) _ = ForgetAsync(activation);

        // The first read counts: a grain that reads two things relies on the older one.
    }

    private async Task ForgetAsync(IGrainContext activation)
    {
        await activation.Deactivated;
        _readers.TryRemove(activation, out _);
    }

    private static void End(IGrainContext activation) => activation.Deactivate(new DeactivationReason(
        DeactivationReasonCode.ApplicationError,
        new InconsistentStateException(Reason),
        Reason));

    [LoggerMessage(LogLevel.Warning,
        "The store is at incarnation {Number} now, and was at {Before}: it may have come back with less. {Ended} activations read it "
            + "before and end.")]
    private partial void LogEntered(long number, long before, int ended);
}
