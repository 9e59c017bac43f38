using System.Globalization;

namespace Reviews.Domain.Catalogue;

/// <summary>Reads release dates as catalogues write them.</summary>
internal static class ReleaseDates
{
    /// <summary>No film is older than the Roundhay Garden Scene.</summary>
    public const int FirstYear = 1888;

    private static readonly string[] Formats = ["yyyy-MM-dd", "MMM d yyyy", "MMM dd yyyy"];

    /// <summary>The date as given; null when the text is not a full date.</summary>
    public static DateOnly? Read(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
