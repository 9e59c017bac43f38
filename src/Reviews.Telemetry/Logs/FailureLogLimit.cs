using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Reviews.Telemetry.Logs;

/// <summary>
/// Lets one failure be logged with its stack a few times rather than thousands: when a store is down, every call to a grain fails because
/// of it, in five layers. Entries without an exception pass. Dropped entries are counted; <see cref="FailureLogTeller"/> reports how many.
/// Thread-safe.
/// </summary>
internal sealed class FailureLogLimit : LoggingSampler
{
    /// <summary>Maximum entries of one kind logged between two calls of <see cref="TakeLeftOut"/>: 3.</summary>
    public const int Most = 3;

    /// <summary>Maximum number of kinds tracked; all others count as one: 1,000.</summary>
    private const int MostKinds = 1000;

    private static readonly FailureKind Others = new("other", 0, "");

    private ConcurrentDictionary<FailureKind, int> _told = new();

    public override bool ShouldSample<TState>(in LogEntry<TState> logEntry)
    {
        if (logEntry.Exception is not { } failure) return true;
        var told = _told;
        var kind = FailureKind.Of(logEntry.Category, logEntry.EventId, failure);
        if (!told.ContainsKey(kind) && told.Count >= MostKinds) kind = Others;
        return told.AddOrUpdate(kind, 1, (_, times) => times + 1) <= Most;
    }

    /// <summary>Returns how many entries were dropped since the last call, by event, and resets the counts.</summary>
    public IReadOnlyList<(string Event, int Entries)> TakeLeftOut() =>
    [
        .. Interlocked.Exchange(ref _told, new())
            .Where(kind => kind.Value > Most)
            .GroupBy(kind => kind.Key.Event, kind => kind.Value - Most)
            .Select(left => (left.Key, left.Sum()))
            .OrderByDescending(left => left.Item2),
    ];
}
