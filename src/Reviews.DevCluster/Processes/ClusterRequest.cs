using Reviews.DevCluster.Certificates;

namespace Reviews.DevCluster.Processes;

/// <summary>The requested cluster.</summary>
internal sealed record ClusterRequest
{
    /// <summary>Maximum number of silos, and of APIs, on one machine: 9.</summary>
    public const int MaxOfAKind = 9;

    /// <summary>How many silos, 1 to <see cref="MaxOfAKind"/>.</summary>
    public required int Silos { get; init; }

    /// <summary>How many APIs, 1 to <see cref="MaxOfAKind"/>.</summary>
    public required int Apis { get; init; }

    /// <summary>The store: <c>postgres</c> or <c>azure</c>. An embedded store supports only one process, so not a cluster.</summary>
    public required string Store { get; init; }

    /// <summary>The one address to open.</summary>
    public required string Urls { get; init; }

    /// <summary>The folder of logs, process ids and certificates; a full path.</summary>
    public required string Data { get; init; }

    /// <summary>The file of the silo's program.</summary>
    public required string SiloProgram { get; init; }

    /// <summary>The file of the API's program.</summary>
    public required string ApiProgram { get; init; }

    /// <summary>Whether an empty store is left empty.</summary>
    public bool Empty { get; init; }

    /// <summary>Additional configuration for all processes, with keys such as <c>Reviews:Films:Quiet</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the cluster's membership is kept: next to the store, unless the settings say otherwise.</summary>
    public string Membership => Settings.GetValueOrDefault("Reviews:Cluster:Membership", Store);

    /// <summary>The certificates by which the processes recognise each other, in the data folder.</summary>
    public CertificateFolder Certificates => new(Path.Combine(Data, "tls"));

    /// <summary>Whether the settings name other certificates, so that ours are not used.</summary>
    public bool HasCertificates => Settings.ContainsKey("Reviews:Cluster:Certificate");

    /// <summary>What can't be done, one sentence each.</summary>
    /// <param name="configuration">The environment that the processes will inherit.</param>
    public IEnumerable<string> Violations(IConfiguration configuration)
    {
        if (Silos is < 1 or > MaxOfAKind) yield return $"--silos is {Silos}; it must be 1 to {MaxOfAKind}.";
        if (Apis is < 1 or > MaxOfAKind) yield return $"--apis is {Apis}; it must be 1 to {MaxOfAKind}.";
        if (Store is not ("postgres" or "azure")) yield return $"--store is '{Store}'; a cluster runs on postgres or azure.";
        if (!GatewayAddress.IsGood(Urls)) yield return GatewayAddress.Rule("--urls", Urls);
        foreach (var program in new[] { SiloProgram, ApiProgram }.Where(program => !File.Exists(program)))
            yield return $"There is no program '{program}'.";

        string[] databases = ["Reviews:Cluster:ConnectionString", "Reviews:Postgres:ConnectionString"];
        if (Membership == "postgres" && !databases.Any(key => Settings.ContainsKey(key) || !string.IsNullOrWhiteSpace(configuration[key])))
            yield return "This cluster keeps its membership in PostgreSQL: set Reviews__Postgres__ConnectionString or "
                + "Reviews__Cluster__ConnectionString.";
    }
}
