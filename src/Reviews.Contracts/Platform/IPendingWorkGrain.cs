using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Reviews.Contracts.Platform;

/// <summary>Which members have unfinished work that spans grains. Sixteen grains, 0 to 15, by member id.</summary>
[Alias("reviews.IWorkGrain")]
public interface IPendingWorkGrain : IGrainWithIntegerKey
{
    /// <summary>Number of these grains, numbered from 0.</summary>
    const int Count = 16;

    /// <summary>The grain of a member.</summary>
    static long Of(long userId) => (long)((ulong)userId % Count);

    /// <summary>Notes durably that the member has open work. It is resumed every 30 s until the member reports it done.</summary>
    [Alias("Register")]
    Task RegisterAsync(long userId);

    /// <summary>The members with open work.</summary>
    [Alias("Pending"), AlwaysInterleave]
    Task<ImmutableArray<long>> PendingAsync();

    /// <summary>Resumes what is open. Called at silo start and every 30 s.</summary>
    [Alias("Pump")]
    Task PumpAsync();
}
