namespace Reviews.Api.Pages;

/// <summary>What a browser is called, by what it sends as its <c>User-Agent</c>; anything may claim to be anything there.</summary>
internal static class DeviceNames
{
    /// <summary>Others' names stand in what most browsers send, so the more particular comes first.</summary>
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

    /// <returns><c>Firefox on Linux</c>; of what is no browser that is known here, all that it sent.</returns>
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
