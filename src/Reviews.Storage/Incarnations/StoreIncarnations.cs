using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Incarnations;

/// <summary>
/// Which incarnation of the store this process is on. A store that came back with less than it had acknowledged (a standby that lagged, a
/// backup) is a new one: its number is higher, what was read before counts no more, and the activations that read it end. Safe for many
/// threads.
/// </summary>
/// <param name="activations">Tells which activation reads; null where there are none.</param>
/// <param name="logger">Where a change is told.</param>
internal sealed partial class StoreIncarnations(ILogger<StoreIncarnations> logger, IGrainContextAccessor? activations = null)
{
    private const string Reason = "The store came back with less than this activation may have read.";

    private readonly ConcurrentDictionary<IGrainContext, long> _readers = new();
    private long _current;

    /// <summary>The number that this process writes under; 0 until the store first came back with less.</summary>
    public long Current => Volatile.Read(ref _current);

    /// <summary>Asks the writer to look at the store: a reader has found a number that this process does not know.</summary>
    public Action Look { get; set; } = () => { };

    /// <summary>
    /// Called by the writer when it has found, or made, the store's number; ends the activations that read under another.
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

    /// <summary>Admits what was read under a number, and remembers that the reading activation stands on it.</summary>
    /// <exception cref="StoreFailureException">It is not the number that this process writes under.</exception>
    public void Admit(long number, string subject)
    {
        if (activations?.GrainContext is { } activation) Remember(activation, number);
        if (number == Current) return;
        if (number > Current) Look();
        throw new StoreFailureException(
            $"The store could not read '{subject}': it answered as incarnation {number}, and this process writes incarnation {Current}.",
            new InvalidOperationException("The store changed while it was read."));
    }

    /// <summary>What of a group may be written: all but the writes that rest on another incarnation, which are refused here.</summary>
    public IReadOnlyList<StoreWrite> Admitted(IReadOnlyList<StoreWrite> group)
    {
        if (group.All(IsAdmitted)) return group;
        foreach (var write in group.Where(write => !IsAdmitted(write))) write.Result = WriteResult.Refused;
        return [.. group.Where(IsAdmitted)];
    }

    /// <summary>The number under which an activation has read what it holds; the current one when it has read nothing.</summary>
    /// <exception cref="InvalidOperationException">The activation has ended: what it has read is forgotten, and it stands on nothing
    /// current.</exception>
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

        // What was read first counts: a grain that reads two things stands on the older one.
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
