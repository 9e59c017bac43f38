namespace Reviews.DevCluster.Certificates;

/// <summary>A kind of process with its own certificate.</summary>
/// <param name="Name">Its name, also used as its file's name.</param>
/// <param name="Usages">The extended key usages by which silos tell it apart from others.</param>
internal sealed record NodeKind(string Name, params IReadOnlyList<string> Usages)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <summary>Connects to silos, and accepts connections.</summary>
    public static NodeKind Silo { get; } = new("silo", ServerAuthentication, ClientAuthentication);

    /// <summary>Only connects: its certificate does not allow anyone to become a silo.</summary>
    public static NodeKind Api { get; } = new("api", ClientAuthentication);

    public static IReadOnlyList<NodeKind> All { get; } = [Silo, Api];
}
