using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>One request about one vote, and what came back.</summary>
/// <param name="Member">The number of the member who asked.</param>
/// <param name="FilmId">The film.</param>
/// <param name="Stars">The stars asked for; 0 withdraws.</param>
/// <param name="Status">The status of the answer; null when none came.</param>
/// <param name="HasRetryAfter">Whether the answer says when to come again.</param>
/// <param name="Version">The film's version in the answer; null when it has none.</param>
/// <param name="Failure">Why no answer came, or what the answer that was none gave as its reason; null when all was well.</param>
internal sealed record Answer(
    int Member, string FilmId, double Stars, HttpStatusCode? Status, bool HasRetryAfter = false, long? Version = null,
    string? Failure = null)
{
    /// <summary>Whether the vote is promised to be durable. A withdrawal is, too, when there was nothing to withdraw.</summary>
    public bool IsAcknowledged => Status is >= (HttpStatusCode)200 and < (HttpStatusCode)300 || IsNothingToWithdraw;

    /// <summary>Whether the answer was that there is no vote to withdraw.</summary>
    public bool IsNothingToWithdraw => Status is HttpStatusCode.NotFound && Stars == 0;

    public override string ToString() =>
        $"member {Member} {(Stars == 0 ? "withdrew from" : $"gave {Stars} stars to")} {FilmId} and got "
        + (Status is { } status ? $"{(int)status}{(Failure is null ? "" : $" ({Failure})")}" : Failure);
}
