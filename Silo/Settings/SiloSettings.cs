using Orleans.Configuration;

namespace Reviews.Silo;

/// <summary>What a process runs on: its store, and the cluster it belongs to. Section <c>Reviews</c> of the configuration.</summary>
public sealed class SiloSettings
{
    /// <summary>The section's name.</summary>
    public const string Section = "Reviews";

    /// <summary>Which store holds everything: <c>sqlite</c>, <c>postgres</c> or <c>azure</c>. Default: <c>sqlite</c>.</summary>
    public string Store { get; set; } = Stores.Sqlite;

    /// <summary>The folder of the SQLite store; made when missing. One process at a time. Default: <c>data</c> in the working directory.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Where the PostgreSQL store is.</summary>
    public PostgresSettings Postgres { get; set; } = new();

    /// <summary>Where the Azure store is.</summary>
    public AzureSettings Azure { get; set; } = new();

    /// <summary>Which cluster the process belongs to.</summary>
    public ClusterSettings Cluster { get; set; } = new();

    /// <summary>The port other silos connect to, 1 to 65,535; null picks a free one.</summary>
    public int? SiloPort { get; set; }

    /// <summary>The port clients connect to, 1 to 65,535; null picks a free one.</summary>
    public int? GatewayPort { get; set; }

    /// <summary>The process's name in logs and on the operators' pages; null: Orleans makes one up.</summary>
    public string? Name { get; set; }

    /// <summary>Whether silos find each other and are many.</summary>
    public bool IsCluster => Cluster.Membership is ClusterSettings.Postgres or ClusterSettings.Azure;

    /// <summary>Whether silos run as processes of their own, so that an API node is a client of theirs.</summary>
    public bool IsElsewhere => IsCluster || Cluster.Gateway is not null;

    /// <summary>Reads and checks the section.</summary>
    /// <exception cref="ConfigurationRefusedException">Something is not as it must be; all of it is named.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var settings = configuration.GetSection(Section).BindOrRefuse(new SiloSettings());
        var violations = settings.Violations().ToArray();
        return violations.Length == 0 ? settings : throw new ConfigurationRefusedException(violations);
    }

    /// <summary>The Npgsql connection string of the membership tables, once the settings were checked.</summary>
    internal string MembershipConnection => Cluster.ConnectionString ?? Postgres.ConnectionString!;

    /// <summary>The storage account of the membership in Azure Tables, once the settings were checked.</summary>
    internal string MembershipAccount => Cluster.ConnectionString ?? Azure.ConnectionString;

    /// <summary>The table service of that account, for a managed identity; null: the connection string is used.</summary>
    internal Uri? MembershipService => Cluster.ConnectionString is null ? Azure.TableServiceUri : null;

    /// <summary>What is not as it must be, a sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (!Stores.All.Contains(Store)) yield return $"Reviews:Store is '{Store}'; there are {string.Join(", ", Stores.All)}.";
        if (string.IsNullOrWhiteSpace(Data)) yield return "Reviews:Data must name a folder.";
        if (Store == Stores.Postgres && string.IsNullOrWhiteSpace(Postgres.ConnectionString))
            yield return "Reviews:Postgres:ConnectionString must name the database, as Host=db;Username=reviews;Password=...;Database=reviews.";
        foreach (var violation in Cluster.Violations()) yield return violation;
        if (IsCluster && Store == Stores.Sqlite) yield return "A cluster needs a store that all silos reach: Reviews:Store must be postgres or azure.";
        foreach (var violation in MembershipViolations()) yield return violation;
        if (SiloPort is < 1 or > 65_535) yield return $"Reviews:SiloPort is {SiloPort}; it must be 1 to 65,535.";
        if (GatewayPort is < 1 or > 65_535) yield return $"Reviews:GatewayPort is {GatewayPort}; it must be 1 to 65,535.";
    }

    private IEnumerable<string> MembershipViolations()
    {
        if (Cluster.Membership == ClusterSettings.Postgres && string.IsNullOrWhiteSpace(MembershipConnection))
            yield return "Reviews:Cluster:ConnectionString must name the database of the cluster's membership.";
        else if (Cluster.Membership == ClusterSettings.Postgres && !PostgresMembership.CanRead(MembershipConnection))
            yield return "The connection string of the cluster's membership can't be understood; it reads like Host=db;Username=reviews;Password=...;Database=reviews.";
        if (Cluster.Membership != ClusterSettings.Azure || MembershipService is not null) yield break;
        if (string.IsNullOrWhiteSpace(MembershipAccount))
            yield return "Reviews:Cluster:ConnectionString must name the storage account of the cluster's membership.";
        if (Cluster.ConnectionString is null && Azure.ServiceUri is not null)
            yield return "Reviews:Azure:ServiceUri names the account's blobs only: Reviews:Azure:TableServiceUri must name its tables, as https://account.table.core.windows.net.";
    }
}

/// <summary>Where the PostgreSQL store is.</summary>
public sealed class PostgresSettings
{
    /// <summary>An Npgsql connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The schema that holds the tables; made when missing. Default: <c>reviews</c>.</summary>
    public string Schema { get; set; } = "reviews";
}

/// <summary>Where the Azure store is.</summary>
public sealed class AzureSettings
{
    /// <summary>A storage account's connection string. Default: the development one, of an emulator on this machine.</summary>
    public string ConnectionString { get; set; } = "UseDevelopmentStorage=true";

    /// <summary>The account's blob service, used with the process's own identity; null: the connection string is used.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The account's table service, where a cluster's membership can be; used as <see cref="ServiceUri"/> is.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>The container that holds the blobs; made when missing. Default: <c>reviews</c>.</summary>
    public string Container { get; set; } = "reviews";

    /// <summary>Whether a missing container is made. Default: true.</summary>
    public bool CreateContainer { get; set; } = true;
}

/// <summary>Which cluster a process belongs to.</summary>
public sealed class ClusterSettings
{
    /// <summary>The silo is alone, inside the API's process or beside it.</summary>
    public const string Localhost = "localhost";

    /// <summary>Silos find each other through tables in PostgreSQL.</summary>
    public const string Postgres = "postgres";

    /// <summary>Silos find each other through a table in a storage account.</summary>
    public const string Azure = "azure";

    /// <summary>How silos find each other: <c>localhost</c>, <c>postgres</c> or <c>azure</c>. Default: <c>localhost</c>.</summary>
    public string Membership { get; set; } = Localhost;

    /// <summary>The cluster's id; a store remembers it and takes no other. Default: <c>orleans-reviews</c>.</summary>
    public string Id { get; set; } = "orleans-reviews";

    /// <summary>The connection string of the membership's database or storage account; null: that of the store of that kind.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The address or host name at which other processes reach this silo. Default: loopback.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>For an API node: one silo's gateway, as <c>127.0.0.1:30000</c>, instead of a silo in its own process.</summary>
    public string? Gateway { get; set; }

    internal IEnumerable<string> Violations()
    {
        if (Membership is not (Localhost or Postgres or Azure))
            yield return $"Reviews:Cluster:Membership is '{Membership}'; there are {Localhost}, {Postgres} and {Azure}.";
        if (string.IsNullOrWhiteSpace(Id) || Id.Length > MaxIdLength) yield return $"Reviews:Cluster:Id must have 1 to {MaxIdLength} characters.";
        if (Membership == Azure && Id.Any(character => char.IsControl(character) || OutsideKeys.Contains(character)))
            yield return $"Reviews:Cluster:Id is the key of rows in Azure Tables, and can't have a control character or any of {OutsideKeys} in it.";
        if (string.IsNullOrWhiteSpace(Address)) yield return "Reviews:Cluster:Address must be an address or a host name.";
        if (Gateway is not null && !System.Net.IPEndPoint.TryParse(Gateway, out _))
            yield return $"Reviews:Cluster:Gateway is '{Gateway}'; it must be an address and a port, as 127.0.0.1:30000.";
        if (Gateway is not null && Membership is (Postgres or Azure))
            yield return "Reviews:Cluster:Gateway names one silo, Reviews:Cluster:Membership finds all of them: give one of the two.";
    }

    /// <summary>What the membership tables hold.</summary>
    internal const int MaxIdLength = 150;

    /// <summary>What the service refuses in the key of a row.</summary>
    private const string OutsideKeys = @"/\#?";

    internal void Apply(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (Id, Id);
}
