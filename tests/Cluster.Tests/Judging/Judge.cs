using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>Says of what was seen whether it may be. Every answer is a sentence that names what is wrong, or null.</summary>
internal static class Judge
{
    /// <summary>After a fault, or after the end of an outage of the store, votes on every film succeed within 20 s.</summary>
    public static readonly TimeSpan RecoveryPromise = TimeSpan.FromSeconds(20);

    /// <summary>Within 5 s of that every connected watcher has the newest version.</summary>
    public static readonly TimeSpan WatcherPromise = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Of one answer: its status is allowed now, it does not deny a vote that was acknowledged, and the film's version does not go back.
    /// </summary>
    /// <param name="answer">The answer.</param>
    /// <param name="rules">What is allowed now.</param>
    /// <param name="before">What was known when the request was sent.</param>
    public static string? OfAnswer(Answer answer, Rules rules, Known before)
    {
        if (answer.Version < before.Newest)
            return $"Version went back: {answer} at version {answer.Version}, after {before.Newest} had been shown.";
        if (answer.IsNothingToWithdraw && !before.MayBeNone) return $"Denied: {answer}, but {before.Intent}.";
        return answer.IsAcknowledged ? null : OfFailure(answer.Status, answer.HasRetryAfter, rules, $"{answer}");
    }

    /// <summary>Of what a reader was answered.</summary>
    public static string? OfRead(string path, HttpStatusCode? status, bool hasRetryAfter, Rules rules) => status is HttpStatusCode.OK
        ? null
        : OfFailure(status, hasRetryAfter, rules, $"a reader of {path} got {(status is { } code ? $"{(int)code}" : "cut off")}");

    private static string? OfFailure(HttpStatusCode? status, bool hasRetryAfter, Rules rules, string what) => status switch
    {
        HttpStatusCode.ServiceUnavailable when !hasRetryAfter => $"503 without Retry-After: {what}.",
        HttpStatusCode.ServiceUnavailable when rules.Unavailable => null,
        null when rules.Broken => null,
        _ => $"Not allowed now: {what}.",
    };

    /// <summary>Of the stars that a member finds for a film.</summary>
    public static string? OfStored(int member, string filmId, double stored, VoteIntent intent) =>
        intent.Allows(stored) ? null : $"Lost: member {member} finds {stored} stars for {filmId}, but {intent}.";

    /// <summary>
    /// Of the stars that a member finds in a store that came back with less than it had acknowledged: one moment explains all of them.
    /// </summary>
    public static string? OfRolledBack(int member, IReadOnlyDictionary<string, double> list, Ledger ledger)
    {
        if (ledger.Kept(list) is not null) return null;
        return ledger.Unexplained(list) is { } film
            ? $"Lost: member {member} finds {list.GetValueOrDefault(film)} stars for {film}, which were asked for at no moment that the "
            + "store may have come back to."
            : $"Lost: member {member} finds a later vote where an earlier one is gone.";
    }

    /// <summary>Of the silos, when they had time: those that run are members, and those that do not are not.</summary>
    public static IEnumerable<string> OfMembers(IReadOnlyCollection<int> running, IReadOnlyCollection<int> members) =>
    [
        .. running.Except(members).Select(port => $"Left behind: the silo at port {port} runs and is no member."),
        .. members.Except(running).Select(port => $"Not given up: the silo at port {port} is a member and does not run."),
    ];

    /// <summary>Of what somebody asks for who only reads, when nothing is wrong any more.</summary>
    public static string OfUnreadable(string what, string why) => $"Unreadable: {what}: {why}";

    /// <summary>Of a film: all who count it say the same. The members' own lists come first.</summary>
    public static string? OfCounts(string filmId, FilmCount lists, params IEnumerable<FilmCount> others)
    {
        FilmCount[] differing = [.. others.Where(other => !other.Agrees(lists))];
        if (differing.Length == 0) return null;
        var doubled = differing.Any(other => other.Histogram.Sum() > lists.Histogram.Sum());
        return $"{(doubled ? "Doubled" : "Not counted right")}: {filmId} has {lists}; "
            + $"{string.Join("; ", differing.Select(other => other.ToString()))}.";
    }

    /// <summary>Of a film's version: it is not below what was shown before.</summary>
    public static string? OfVersion(string filmId, long version, long newestShown) =>
        version >= newestShown ? null : $"Version went back: {filmId} is at {version}, after {newestShown} had been shown.";

    /// <summary>Of what is pushed over one connection.</summary>
    public static string? OfPush(string watcher, string filmId, long version, long before) =>
        version >= before ? null : $"Version went back: {watcher} was sent {filmId} at {version} after {before}, on one connection.";

    /// <summary>
    /// Of how long a fault was felt. The promise is for machines that have nothing else to do: the caller decides what it is worth here.
    /// </summary>
    /// <param name="fault">What was done.</param>
    /// <param name="recovery">Until voting worked again on every film.</param>
    /// <param name="behind">From then until every connected watcher had caught up.</param>
    public static IEnumerable<string> OfTimes(string fault, TimeSpan recovery, TimeSpan behind)
    {
        if (recovery > RecoveryPromise)
            yield return $"Late: {fault}: voting worked again after {recovery.TotalSeconds:0.0} s, not {RecoveryPromise.TotalSeconds:0}.";
        if (behind > WatcherPromise)
            yield return $"Late: {fault}: watchers were behind for {behind.TotalSeconds:0.0} s, not {WatcherPromise.TotalSeconds:0}.";
    }

    /// <summary>Of a line that a watcher could not open at the one address.</summary>
    public static string? OfLine(string watcher, string why, Rules rules) =>
        rules.Unavailable ? null : $"Not allowed now: {watcher} could not open a line: {why}.";

    /// <summary>Of a watcher, when they have had time: they have the film's last version.</summary>
    public static string? OfWatcher(string watcher, string filmId, long version, long final) =>
        version == final ? null : $"Not told: {watcher} has {filmId} at {version}; it is at {final}.";
}
