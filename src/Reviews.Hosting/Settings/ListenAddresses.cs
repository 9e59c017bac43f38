namespace Reviews.Hosting.Settings;

/// <summary>Where the process listens: <c>Urls</c>, the framework's own setting, which it would report in less detail.</summary>
internal static class ListenAddresses
{
    private const string Name = "Urls";

    private const int MaxPort = 65_535;

    /// <summary>What is wrong with them, one sentence each.</summary>
    public static IEnumerable<string> Violations(IConfiguration configuration) =>
        from address in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(
            ';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        where !IsGood(address)
        select $"{Name} has '{address}'; it must be an address to listen at, such as http://127.0.0.1:5080, or several separated by ;.";

    private static bool IsGood(string address)
    {
        try
        {
            var parsed = BindingAddress.Parse(address);
            return parsed is { Scheme: "http" or "https", PathBase: "" }
                && (parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Port is >= 0 and <= MaxPort);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
