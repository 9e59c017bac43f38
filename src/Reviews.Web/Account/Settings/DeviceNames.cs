namespace Reviews.Web.Account.Settings;

/// <summary>A browser's name, by its <c>User-Agent</c>, where anything may claim to be anything.</summary>
internal static class DeviceNames
{
    /// <summary>Most browsers send others' names too, so the more specific ones come first.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
        ("Mac OS X", "a Mac"), ("Linux", "Linux"),
    ];

    /// <returns><c>Firefox on Linux</c>; for anything that is not a known browser, all that it sent.</returns>
    public static string Of(string userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        _ when userAgent.Length == 0 => "Unknown device",
        ({ } browser, { } system) => $"{browser} on {system}",
        ({ } browser, null) => browser,
        _ => userAgent,
    };

    private static string? Find((string Sign, string Name)[] signs, string userAgent) =>
        signs.FirstOrDefault(sign => userAgent.Contains(sign.Sign, StringComparison.Ordinal)).Name;
}
