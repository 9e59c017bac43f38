using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>What one import does, has done and has undone.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MemberImport")]
internal sealed record MemberImport
{
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public required ImportPlan Plan { get; init; }

    [Id(2)] public required ImportStatus Status { get; init; }

    [Id(3)] public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What happened to the finished ratings, by their index in the plan.</summary>
    [Id(4)] public ImmutableDictionary<int, ImportEntry> Entries { get; init; } = ImmutableDictionary<int, ImportEntry>.Empty;

    public bool IsActive => Status is ImportStatus.Running or ImportStatus.Undoing;

    /// <summary>The ratings still to be processed in the current direction.</summary>
    public IEnumerable<int> Waiting => Status switch
    {
        ImportStatus.Running => Enumerable.Range(0, Plan.Items.Length).Where(index => !Entries.ContainsKey(index)),
        ImportStatus.Undoing => Entries.Where(entry => entry.Value.Fate == ImportFate.Applied).Select(entry => entry.Key),
        _ => [],
    };

    public int Count(ImportFate fate) => Entries.Values.Count(entry => entry.Fate == fate);
}

/// <summary>What became of one rating.</summary>
/// <param name="Fate">What.</param>
/// <param name="Before">The previous vote; null when there was none, or it is no longer needed.</param>
/// <param name="WasNew">Whether the member had not rated the film.</param>
[GenerateSerializer, Immutable, Alias("reviews.ImportEntry")]
internal sealed record ImportEntry([property: Id(0)] ImportFate Fate, [property: Id(1)] EarlierVote? Before, [property: Id(2)] bool WasNew);

/// <summary>What may become of a rating.</summary>
[GenerateSerializer, Alias("reviews.ImportFate")]
internal enum ImportFate : byte
{
    /// <summary>The member had already rated it the same.</summary>
    Same = 1,

    /// <summary>It is the member's vote, unless they have changed it since.</summary>
    Applied = 2,

    /// <summary>Put back as it was before.</summary>
    Undone = 3,

    /// <summary>Changed by the member since, and left alone.</summary>
    Kept = 4,
}

/// <summary>A vote as it was before an import.</summary>
[GenerateSerializer, Immutable, Alias("reviews.EarlierVote")]
internal sealed record EarlierVote(
    [property: Id(0)] byte HalfStars, [property: Id(1)] uint CastAt, [property: Id(2)] VoteOrigin Origin,
    [property: Id(3)] ImportMark? Imported)
{
    public static EarlierVote? Of(VoteRecord? vote) =>
        vote is { Stands: true } ? new EarlierVote(vote.HalfStars, vote.CastAt, vote.Origin, vote.Imported) : null;
}
