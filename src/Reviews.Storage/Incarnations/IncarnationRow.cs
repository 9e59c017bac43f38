using System.Globalization;

namespace Reviews.Storage.Incarnations;

/// <summary>
/// The incarnation that a store on PostgreSQL records for itself, in one row, so that it is rolled back along with everything else.
/// </summary>
/// <param name="Number">The incarnation; starts at 0, raised whenever the store is found to have come back with less.</param>
/// <param name="Connects">How many times a writer has connected; each writer must find its own count again, or the store has
/// changed.</param>
/// <param name="Server">The server's system identifier, the timeline it wrote and the table of this row, as of a writer's last
/// connection.</param>
internal sealed record IncarnationRow(long Number, long Connects, string Server)
{
    /// <summary>The key in the table of facts about the store.</summary>
    public const string Key = "incarnation";

    /// <exception cref="StoreOpenException">The text is not what <see cref="ToString"/> writes.</exception>
    public static IncarnationRow Parse(string text) =>
        text.Split(' ') is [var number, var connects, var server]
            ? new IncarnationRow(NumberIn(number), NumberIn(connects), server)
            : throw Unreadable(text);

    /// <exception cref="StoreOpenException">It is not a number.</exception>
    public static long NumberIn(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable(text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Connects} {Server}");

    private static StoreOpenException Unreadable(string text) =>
        new($"The store's incarnation, in its table of facts, reads '{text}', which is none; restore the store whole.");
}
