using System.ComponentModel.DataAnnotations;

namespace Reviews.Hosting.Settings;

/// <summary>Where the PostgreSQL store is.</summary>
public sealed class PostgresSettings
{
    private const string SchemaRule =
        "a lowercase letter or underscore, then up to 62 lowercase letters, digits or underscores, and not start with pg_";

    /// <summary>An Npgsql connection string.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The schema that holds the tables; created if missing. Default: <c>reviews</c>.</summary>
    [Required(ErrorMessage = SchemaRule), RegularExpression("(?!pg_)[a-z_][a-z0-9_]{0,62}", ErrorMessage = SchemaRule)]
    public string Schema { get; set; } = "reviews";
}

/// <summary>Where the Azure store is.</summary>
public sealed class AzureSettings
{
    private const string ContainerRule = "3 to 63 lowercase letters or digits, with single hyphens between them";

    /// <summary>A storage account's connection string. Default: the development one, of an emulator on this machine.</summary>
    public string ConnectionString { get; set; } = "UseDevelopmentStorage=true";

    /// <summary>The account's blob service, used with the process's own identity; null to use the connection string.</summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The account's table service, where a cluster's membership can be kept; used like <see cref="ServiceUri"/>.</summary>
    public Uri? TableServiceUri { get; set; }

    /// <summary>The container that holds the blobs; created if missing. Default: <c>reviews</c>.</summary>
    [Required(ErrorMessage = ContainerRule), RegularExpression("(?=.{3,63}$)[a-z0-9](-?[a-z0-9])+", ErrorMessage = ContainerRule)]
    public string Container { get; set; } = "reviews";

    /// <summary>Whether a missing container is created. Default: true.</summary>
    public bool CreateContainer { get; set; } = true;
}
