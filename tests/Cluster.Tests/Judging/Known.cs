namespace Cluster.Tests.Judging;

/// <summary>What was known when a request was sent.</summary>
/// <param name="Newest">The newest version of the film that anybody had been shown.</param>
/// <param name="MayBeNone">Whether there may be no vote of the member.</param>
/// <param name="Intent">The member's intent in words.</param>
/// <param name="Rules">What clients might see then.</param>
internal readonly record struct Known(long Newest, bool MayBeNone, string Intent, Rules Rules);
