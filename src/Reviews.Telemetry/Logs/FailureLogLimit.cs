using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Reviews.Telemetry.Logs;

/// <summary>
/// Lets the log tell one failure with its stack a few times and not thousands: when a store is away, every grain that is called for fails
/// at it, in five layers. Entries without an exception pass. What is left out is counted; <see cref="FailureLogTeller"/> says how much that
/// was.
/// Safe for many threads.
/// </summary>
internal sealed class FailureLogLimit : LoggingSampler
{
    /// <summary>So many entries of one kind are told between two calls of <see cref="TakeLeftOut"/>: 3.</summary>
    public const int Most = 3;

    /// <summary>So many kinds are told apart; the others are taken for one: 1,000.</summary>
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

    /// <summary>How many entries were left out since the last call, by event; and begins to count anew.</summary>
    public IReadOnlyList<(string Event, int Entries)> TakeLeftOut() =>
    [
        .. Interlocked.Exchange(ref _told, new())
            .Where(kind => kind.Value > Most)
            .GroupBy(kind => kind.Key.Event, kind => kind.Value - Most)
            .Select(left => (left.Key, left.Sum()))
            .OrderByDescending(left => left.Item2),
    ];
}
