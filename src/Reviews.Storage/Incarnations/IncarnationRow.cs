using System.Globalization;

namespace Reviews.Storage.Incarnations;

/// <summary>
/// What a store on PostgreSQL says of its own incarnation, in one row: so it goes back with everything else when the store does.
/// </summary>
/// <param name="Number">The incarnation; from 0, raised whenever the store is found to have come back with less.</param>
/// <param name="Connects">How often a writer has connected; each finds its own again, or the store is not what it was.</param>
/// <param name="Server">The server's system identifier, the timeline that it wrote and the table of this row when a writer last
/// connected.</param>
internal sealed record IncarnationRow(long Number, long Connects, string Server)
{
    /// <summary>The key in the table of facts about the store.</summary>
    public const string Key = "incarnation";

    /// <exception cref="StoreOpenException">The text is not what <see cref="ToString"/> writes.</exception>
    public static IncarnationRow Parse(string text) =>
        text.Split(' ') is [var number, var connects, var server]
            ? new IncarnationRow(NumberIn(number), NumberIn(connects), server)
            : throw Unreadable(text);

    /// <exception cref="StoreOpenException">It is none.</exception>
    public static long NumberIn(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable(text);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Connects} {Server}");

    private static StoreOpenException Unreadable(string text) =>
        new($"The store's incarnation, in its table of facts, reads '{text}', which is none; restore the store whole.");
}
