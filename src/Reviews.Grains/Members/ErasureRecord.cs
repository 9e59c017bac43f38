using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>An erasure: at first the list of what is left to do, in the end the tombstone that keeps the member from coming back.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ErasureRecord")]
internal sealed record ErasureRecord
{
    /// <summary>The secret with which the progress can be read.</summary>
    [Id(0)] public required string Secret { get; init; }

    [Id(1)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When everything was done; null while it is running.</summary>
    [Id(2)] public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Keys of names not released yet.</summary>
    [Id(3)] public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Votes that had to be taken out of averages.</summary>
    [Id(4)] public int Votes { get; init; }

    /// <summary>Films whose journals had to be rewritten.</summary>
    [Id(5)] public int Records { get; init; }

    /// <summary>Reviews and helpful votes that had to be removed.</summary>
    [Id(6)] public int Reviews { get; init; }

    public bool IsTold(string secret, DateTimeOffset now) => Secret == secret && now - StartedAt < ErasureProgress.ToldFor;
}
