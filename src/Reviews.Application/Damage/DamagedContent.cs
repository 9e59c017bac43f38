using Reviews.Hosting;

namespace Reviews.Application.Damage;

/// <summary>What a caller is told about something that is damaged in the store. It travels with the request that ran into it.</summary>
/// <param name="Detail">For apps, and for people on a page: what can't be read, in a sentence or two.</param>
internal sealed record DamagedContent(string Detail)
{
    /// <summary>The type of the problem.</summary>
    public const string Type = "/problems/unavailable";

    /// <summary>The title of the problem, and a page's heading.</summary>
    public const string Title = "This can’t be read right now";

    /// <summary>When to ask again: 30 s. It takes a person to repair it.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    /// <summary>Part of the catalogue is damaged, so no list is complete.</summary>
    public static DamagedContent Lists { get; } = new(
        "Part of the catalogue can’t be read from the store, so this list would not be complete. Try again later.");

    /// <summary>What an exception has to do with damage; null: nothing.</summary>
    public static DamagedContent? Of(Exception exception) =>
        StoreErrors.DamagedName(exception) is { } name ? new DamagedContent(SentenceOf(name)) : null;

    private static string SentenceOf(string name) => KindOf(name) switch
    {
        "film" => "This film’s ratings and reviews can’t be read from the store. Nothing is shown until that has been repaired.",
        "user" =>
            "This account’s data can’t be read from the store. Your password is not the problem. The site’s operators have to repair "
                + "look at it first.",
        "review" => "This review can’t be read from the store until it has been repaired.",
        "article" or "article-revision" or "article-shelf" => "This article can’t be read from the store until it has been repaired.",
        "shard" => "This part of the catalogue can’t be read from the store until it has been repaired.",
        "name" => "This account can’t be looked up: its name can’t be read from the store. The site’s operators have to repair it first.",
        "outbox" => "No mail can be sent right now: the mail that is waiting can’t be read from the store. "
            + "What you asked for may still have been done. The site’s operators have to repair it first.",
        _ => "Something this needs can’t be read from the store until it has been repaired.",
    };

    private static string KindOf(string name) => name[..Math.Max(0, name.IndexOf('/', StringComparison.Ordinal))];
}
