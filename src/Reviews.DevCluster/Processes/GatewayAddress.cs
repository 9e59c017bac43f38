namespace Reviews.DevCluster.Processes;

/// <summary>Validates addresses typed on the command line.</summary>
internal static class GatewayAddress
{
    public static bool IsGood(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http", PathAndQuery: "/" };

    public static string Rule(string option, string given) =>
        $"{option} is '{given}'; it must be an address such as http://127.0.0.1:5080.";
}
