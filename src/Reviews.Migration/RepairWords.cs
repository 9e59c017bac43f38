using Reviews.Storage.Journals;

namespace Reviews.Migration;

/// <summary>What a repair reports about journals and records: what they belong to, and what would be cut, in an operator's terms.</summary>
internal static class RepairWords
{
    /// <summary>By grain type: its name, which parts of it can be restored and which can't.</summary>
    private static readonly Dictionary<string, Subject> Subjects = new()
    {
        ["film"] = new(
            "the film",
            "votes and marks come back from members' lists, reviews and articles from their own records, details from its list"),
        ["user"] = new(
            "the member", "votes come back from films; an account, a suspension, marks and imports that are cut are lost",
            "what the account, a suspension, marks or imports have become since; "
            + "its password, roles and email may be older ones, so check them"),
        ["shard"] = new("the list of films", "all of it comes back from the films"),
        ["moderation"] = new(
            "the moderators' desk", "reports and decisions that are cut are lost",
            "the newest reports and decisions of the moderators' desk"),
        ["article-shelf"] = new(
            "the editors' list of articles", "an article that is cut is listed again when it is saved",
            "the newest entries of the editors' list of articles"),
        ["work"] = new(
            "the list of unfinished work",
            "an erasure, import or suspension that is cut is not finished until its member is next asked for",
            "the newest of what was unfinished work"),
        ["outbox"] = new(
            "the outbox", "emails waiting to be sent that are cut are not sent, and some that were sent may be sent again",
            "the newest emails waiting to be sent"),
        ["review"] = new("the review", "its text is lost, and the film and the member are told that it is withdrawn"),
        ["article"] = new("the article", "its newest text is lost", "the newest text of the article"),
        ["article-revision"] = new("the earlier text of an article", "that text is lost", "the earlier text of an article"),
        ["name"] = new("the name of a member", "whoever signs in with it is a new member", "whose name it was"),
        ["keyring"] = new("the key ring", "everyone is signed out, and can sign in again"),
        ["method"] = new("the method of rating", "it is the default again", "the method of rating"),
        ["quota"] = new("the count of requests", "it starts again from nothing"),
        ["health"] = new("the trial record of the health check", "it starts again from nothing"),
        ["operations"] = new("the log of the processes", "it starts again from nothing"),
        ["token"] = new("the one-time token", "it can't be used any more"),
        ["suspended-addresses"] = new(
            "the addresses of erased members who are suspended", "they can register again", "which addresses are suspended"),
        ["webhook-memory"] = new("the memory of webhooks", "an old message may be accepted once more"),
    };

    public static string Tell(JournalDamage damage)
    {
        var lost = damage.LostSegments == 0
            ? "nothing that is still there is cut"
            : $"{damage.LostSegments} writes of {damage.LostBytes} bytes are cut";
        var kept = damage.KeepsSnapshot ? $"its beginning and {damage.KeptSegments} writes stay" : "nothing of it can be kept";
        return $"{Name(damage.Journal)} (the journal '{damage.Journal}') is damaged: {damage.Reason}. "
            + $"If it is cut back, {kept}, and {lost}; {Of(damage.Journal).Fate}.";
    }

    public static string Tell(RecordDamage damage) =>
        $"{Name(damage.Grain)} (the record '{damage.State}' of '{damage.Grain}') is damaged. If it is cleared, {Of(damage.Grain).Fate}.";

    /// <summary>
    /// What can't be restored of what was cut or cleared; null if nothing is known to be lost, or the refill reports it itself.
    /// </summary>
    public static string? Lost(string grain) => Of(grain).Lost is { } lost ? $"Lost: {lost} ({grain})." : null;

    private static string Name(string grain)
    {
        var name = $"{Of(grain).Name}{KeyOf(grain)}";
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static Subject Of(string grain) =>
        Subjects.GetValueOrDefault(KindOf(grain), new Subject("the grain", "what is cut is lost", "what was cut back"));

    private static string KindOf(string grain) => grain[..grain.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Orleans writes integer keys in hexadecimal; members and lists are known by their decimal numbers.</summary>
    private static string KeyOf(string grain)
    {
        var id = GrainId.Parse(grain, provider: null);
        return KindOf(grain) switch
        {
            "user" or "shard" => $" {id.GetIntegerKey()}",
            "review" => $" of '{FilmOf(id, out var member)}' by member {member}",
            "moderation" or "article-shelf" or "work" or "keyring" or "method" or "operations" or "health"
                or "suspended-addresses" or "outbox" => "",
            _ => $" '{id.Key}'",
        };
    }

    private static string? FilmOf(GrainId review, out long member)
    {
        member = review.GetIntegerKey(out var filmId);
        return filmId;
    }

    /// <param name="Name">What it is called.</param>
    /// <param name="Fate">What happens to what is cut.</param>
    /// <param name="Lost">What is reported as lost afterwards; null for nothing, or if the refill finds out.</param>
    private sealed record Subject(string Name, string Fate, string? Lost = null);
}
