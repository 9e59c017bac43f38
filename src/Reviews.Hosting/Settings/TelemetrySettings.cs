namespace Reviews.Hosting.Settings;

/// <summary>Where metrics, traces and logs go.</summary>
public sealed class TelemetrySettings
{
    /// <summary>
    /// The base address of an OTLP receiver, such as <c>http://127.0.0.1:4317</c>. Null for nowhere. The standard environment variable
    /// takes precedence.
    /// </summary>
    public string? Endpoint { get; set; }

    internal static bool IsGood(string? endpoint) =>
        endpoint is null || (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
