using Cluster.Tests.Judging;

namespace Cluster.Tests.Faults;

/// <summary>One thing that is done to a cluster.</summary>
/// <param name="Kind">What.</param>
/// <param name="Target">Which silo or API, where there is a choice.</param>
/// <param name="Lasts">How long an outage or a standstill lasts, or how much of the last votes a store lacks that comes back with
/// less.</param>
internal sealed record Fault(FaultKind Kind, int Target, TimeSpan Lasts)
{
    /// <summary>Whether a standstill lasts until the others have given the silo up, however busy the machine.</summary>
    public bool UntilGivenUp { get; init; }

    /// <summary>What clients may see meanwhile.</summary>
    public Rules Rules => Kind switch
    {
        FaultKind.RollingRestart => Rules.NothingFails,
        FaultKind.KillApi => Rules.SomeAreCutOff,
        _ => Rules.SomeAreTurnedAway,
    };

    /// <summary>Draws as many as asked for, each kind once before any comes again.</summary>
    public static IEnumerable<Fault> Draw(Random random, int count, params FaultKind[] kinds)
    {
        for (var drawn = 0; drawn < count;)
        {
            foreach (var kind in kinds.Shuffled(random).Take(count - drawn))
            {
                yield return new Fault(kind, random.Next(100), Duration(kind, random));
                drawn++;
            }
        }
    }

    private static TimeSpan Duration(FaultKind kind, Random random) => kind switch
    {
        FaultKind.KillStore => TimeSpan.FromSeconds(random.Next(2, 31)),
        FaultKind.FreezeSilo => TimeSpan.FromSeconds(random.Next(5, 61)),
        FaultKind.FreezeStore => TimeSpan.FromSeconds(10),
        FaultKind.FailOver or FaultKind.FailOverAfterAJoin or FaultKind.FailOverAfterADeath => TimeSpan.FromSeconds(random.Next(1, 6)),
        FaultKind.FailOverInSync => TimeSpan.FromSeconds(8),   // more than a write may take
        FaultKind.RestoreFiles or FaultKind.RestoreDump => TimeSpan.FromSeconds(random.Next(2, 16)),
        _ => TimeSpan.Zero,
    };

    public override string ToString() => Lasts > TimeSpan.Zero ? $"{Kind} for {Lasts.TotalSeconds:0} s" : $"{Kind}";
}

/// <summary>Order by chance.</summary>
internal static class Shuffling
{
    public static T[] Shuffled<T>(this IEnumerable<T> items, Random random)
    {
        T[] shuffled = [.. items];
        random.Shuffle(shuffled);
        return shuffled;
    }
}
