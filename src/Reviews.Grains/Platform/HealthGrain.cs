using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>Proves with a durable write that the store answers.</summary>
[GrainType("health")]
internal sealed class HealthGrain([PersistentState("health")] IPersistentState<HealthRecord> state, TimeProvider time) : Grain, IHealthGrain
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    public Task CheckAsync()
    {
        var now = time.GetUtcNow();
        var age = now - state.State.CheckedAt;   // negative after the clock was set back
        return age >= TimeSpan.Zero && age < GoodFor
            ? Task.CompletedTask
            : this.WriteOrStepDownAsync(state, new HealthRecord { CheckedAt = now });
    }
}

/// <summary>When the store last answered, as stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.HealthRecord")]
internal sealed record HealthRecord
{
    [Id(0)] public DateTimeOffset CheckedAt { get; init; }
}
