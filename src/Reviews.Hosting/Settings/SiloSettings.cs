using System.ComponentModel.DataAnnotations;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Members;
using Reviews.Grains.Platform;

namespace Reviews.Hosting.Settings;

/// <summary>What a process runs on: its store, and the cluster it belongs to. Section <c>Reviews</c> of the configuration.</summary>
public sealed class SiloSettings : ICheckedSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Reviews";

    /// <summary>Which store holds everything: <c>sqlite</c>, <c>postgres</c> or <c>azure</c>. Default: <c>sqlite</c>.</summary>
    public string Store { get; set; } = StoreNames.Sqlite;

    /// <summary>
    /// The folder of the SQLite store; created if missing. One process at a time. Default: <c>data</c> in the working directory.
    /// </summary>
    public string Data { get; set; } = "data";

    /// <summary>Where the PostgreSQL store is.</summary>
    public PostgresSettings Postgres { get; set; } = new();

    /// <summary>Where the Azure store is.</summary>
    public AzureSettings Azure { get; set; } = new();

    /// <summary>Which cluster the process belongs to.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The port other silos connect to, 1 to 65,535; null picks a free one.</summary>
    [Range(1, 65_535)]
    public int? SiloPort { get; set; }

    /// <summary>The port clients connect to, 1 to 65,535; null picks a free one.</summary>
    [Range(1, 65_535)]
    public int? GatewayPort { get; set; }

    /// <summary>The process's name in logs and on the operators' pages; null: machine and process id.</summary>
    [RegularExpression(@"[^\p{C}]{1,100}", ErrorMessage = "1 to 100 characters in one line")]
    public string? Name { get; set; }

    /// <summary>How films are managed.</summary>
    public FilmOptions Films { get; set; } = new();

    /// <summary>How film lists are managed.</summary>
    public ShardOptions Shards { get; set; } = new();

    /// <summary>How ratings are weighted.</summary>
    public RatingMethodOptions Method { get; set; } = new();

    /// <summary>What one member may do.</summary>
    public MemberOptions Quotas { get; set; } = new();

    /// <summary>What Orleans' dashboard shows.</summary>
    public DashboardSettings Dashboard { get; set; } = new();

    /// <summary>Where metrics, traces and logs go.</summary>
    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>Whether there are several silos that find each other.</summary>
    public bool IsCluster => Cluster.Membership is ClusterSettings.Postgres or ClusterSettings.Azure;

    /// <summary>Whether silos run as separate processes, so that an API node is their client.</summary>
    public bool IsElsewhere => IsCluster || Cluster.Gateway is not null;

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ConfigurationRefusedException">Some settings are invalid; all of them are named.</exception>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="change">Command-line overrides, which are checked too. Null for none.</param>
    public static SiloSettings Read(IConfiguration configuration, Action<SiloSettings>? change = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var reader = new SettingsReader(configuration, Section).Know(ApiSettingNames.All);
        var settings = reader.Read(new SiloSettings(), change);
        reader.RefuseWhatIsWrong();
        return settings;
    }

    /// <summary>The Npgsql connection string of the membership tables, once the settings have been checked.</summary>
    internal string MembershipConnection => Cluster.ConnectionString ?? Postgres.ConnectionString!;

    /// <summary>The storage account of the membership in Azure Tables, once the settings have been checked.</summary>
    internal string MembershipAccount => Cluster.ConnectionString ?? Azure.ConnectionString;

    /// <summary>The table service of that account, for a managed identity; null to use the connection string.</summary>
    internal Uri? MembershipService => Cluster.ConnectionString is null ? Azure.TableServiceUri : null;

    /// <summary>What is invalid, one sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (!StoreNames.All.Contains(Store)) yield return $"Reviews:Store is '{Store}'; there are {string.Join(", ", StoreNames.All)}.";
        if (string.IsNullOrWhiteSpace(Data)) yield return "Reviews:Data must name a folder.";
        if (File.Exists(Data)) yield return $"Reviews:Data is '{Data}', which is a file; it must be a folder.";
        foreach (var violation in StoreViolations()) yield return violation;
        foreach (var violation in Cluster.Violations()) yield return violation;
        if (IsCluster && Store == StoreNames.Sqlite)
            yield return "A cluster needs a store that all silos can reach: Reviews:Store must be postgres or azure.";
        foreach (var violation in MembershipViolations()) yield return violation;
    }

    private IEnumerable<string> StoreViolations()
    {
        if (Store == StoreNames.Postgres && string.IsNullOrWhiteSpace(Postgres.ConnectionString))
            yield return "Reviews:Postgres:ConnectionString must name the database, as "
                + "Host=db;Username=reviews;Password=...;Database=reviews.";
        if (!string.IsNullOrWhiteSpace(Postgres.ConnectionString) && !ConnectionStrings.IsOfPostgres(Postgres.ConnectionString))
            yield return "Reviews:Postgres:ConnectionString can't be understood; it reads like "
                + "Host=db;Username=reviews;Password=...;Database=reviews.";
        if (!string.IsNullOrWhiteSpace(Azure.ConnectionString) && !ConnectionStrings.IsOfAzure(Azure.ConnectionString))
            yield return "Reviews:Azure:ConnectionString can't be understood; copy it from the storage account's access keys.";
        if (!TelemetrySettings.IsGood(Telemetry.Endpoint))
            yield return $"Reviews:Telemetry:Endpoint is '{Telemetry.Endpoint}'; it must be an address, such as http://127.0.0.1:4317.";
    }

    private IEnumerable<string> MembershipViolations()
    {
        if (Cluster.Membership == ClusterSettings.Postgres && string.IsNullOrWhiteSpace(MembershipConnection))
            yield return "Reviews:Cluster:ConnectionString must name the database of the cluster's membership.";
        if (Cluster is { Membership: ClusterSettings.Postgres, ConnectionString: { Length: > 0 } database }
            && !ConnectionStrings.IsOfPostgres(database))
            yield return "Reviews:Cluster:ConnectionString of the cluster's membership can't be understood; it reads like "
                + "Host=db;Username=reviews;Password=...;Database=reviews.";
        if (Cluster is { Membership: ClusterSettings.Azure, ConnectionString: { Length: > 0 } account }
            && !ConnectionStrings.IsOfAzure(account))
            yield return "Reviews:Cluster:ConnectionString of the cluster's membership can't be understood; copy it from the storage "
                + "account's access keys.";
        if (Cluster.Membership != ClusterSettings.Azure || MembershipService is not null) yield break;
        if (string.IsNullOrWhiteSpace(MembershipAccount))
            yield return "Reviews:Cluster:ConnectionString must name the storage account of the cluster's membership.";
        if (Cluster.ConnectionString is null && Azure.ServiceUri is not null)
            yield return "Reviews:Azure:ServiceUri names the account's blobs only: Reviews:Azure:TableServiceUri must name its tables, as "
                + "https://account.table.core.windows.net.";
    }
}
