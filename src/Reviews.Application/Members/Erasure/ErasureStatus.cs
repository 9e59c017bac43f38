using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Erasure;

/// <summary>The progress of an erasure.</summary>
/// <param name="Status"><c>running</c> or <c>done</c>.</param>
/// <param name="StartedAt">When it was requested.</param>
/// <param name="FinishedAt">When everything was done.</param>
/// <param name="Votes">Votes that are removed from the averages.</param>
/// <param name="Reviews">Reviews and helpful marks.</param>
/// <param name="Records">Films whose records are rewritten without what was mine.</param>
internal sealed record ErasureStatus(
    string Status, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, ErasureStep Votes, ErasureStep Reviews, ErasureStep Records)
{
    public static ErasureStatus Of(ErasureProgress progress) => new(
        progress.FinishedAt is null ? "running" : "done",
        progress.StartedAt,
        progress.FinishedAt,
        ErasureStep.Of(progress.Votes, progress.VotesLeft),
        ErasureStep.Of(progress.Reviews, progress.ReviewsLeft),
        ErasureStep.Of(progress.Records, progress.RecordsLeft));
}

/// <summary>A step of an erasure.</summary>
/// <param name="Total">How many there were.</param>
/// <param name="Done">How many are gone.</param>
internal sealed record ErasureStep(int Total, int Done)
{
    /// <summary>A vote that was in flight may be added to those that were counted.</summary>
    public static ErasureStep Of(int total, int left) => new(Math.Max(total, left), Math.Max(0, total - left));
}
