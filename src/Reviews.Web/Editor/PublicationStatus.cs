using System.Globalization;

namespace Reviews.Web.Editor;

/// <summary>An article's status, as editors read it.</summary>
internal static class PublicationStatus
{
    /// <summary>
    /// <c>Draft</c>, <c>Scheduled for 28 November 2026, 09:30 UTC</c>, <c>Published 27 November 2026, 09:30 UTC</c>.
    /// </summary>
    public static string Of(DateTimeOffset? publishedAt, DateTimeOffset now) =>
        publishedAt is not { } time ? "Draft"
        : time > now ? $"Scheduled for {Time(time)}"
        : $"Published {Time(time)}";

    /// <summary><c>27 November 2026, 09:30 UTC</c>.</summary>
    public static string Time(DateTimeOffset time) =>
        $"{DisplayFormat.Date(DateOnly.FromDateTime(time.UtcDateTime))}, "
        + $"{time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";
}
