using System.Globalization;

namespace Reviews.Web.Operations;

/// <summary>Rates, times and sizes as operators read them.</summary>
internal static class OpsFormat
{
    private const double Mebibyte = 1 << 20;

    /// <summary><c>0</c>, <c>0.4</c>, <c>12</c>, <c>1,204</c>.</summary>
    public static string Rate(double perSecond) =>
        perSecond is > 0 and < 10
            ? perSecond.ToString("0.#", CultureInfo.InvariantCulture)
            : perSecond.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>0.62 ms</c>, <c>18 ms</c>, <c>1.3 s</c>; a dash for nothing measured.</summary>
    public static string Time(double seconds) => seconds switch
    {
        <= 0 => "–",
        < 0.01 => $"{(seconds * 1_000).ToString("0.##", CultureInfo.InvariantCulture)} ms",
        < 1 => $"{(seconds * 1_000).ToString("0", CultureInfo.InvariantCulture)} ms",
        _ => $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)} s",
    };

    /// <summary><c>312 MiB</c>.</summary>
    public static string Memory(long bytes) => $"{(bytes / Mebibyte).ToString("N0", CultureInfo.InvariantCulture)} MiB";

    /// <summary><c>45 s</c>, <c>12 min</c>, <c>3 h 20 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => $"{Math.Max(0, (int)age.TotalSeconds)} s",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h {age.Minutes} min",
        _ => $"{(int)age.TotalDays} d {age.Hours} h",
    };
}
