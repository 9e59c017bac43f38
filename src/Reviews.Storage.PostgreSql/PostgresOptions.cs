using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Reviews.Storage.PostgreSql;

/// <summary>Where a store on PostgreSQL is, and who shares it.</summary>
public sealed class PostgresOptions : StoreOptions
{
    /// <summary>
    /// Npgsql connection string of the database, for example <c>Host=127.0.0.1;Username=reviews;Password=...;Database=reviews</c>. It must
    /// point to the server itself or to a session-mode pooler: the store holds locks that live as long as its session.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>
    /// Schema that holds the tables; created if missing. A lower-case letter or underscore, then at most 62 lower-case letters, digits or
    /// underscores; must not begin with pg_. Default: reviews.
    /// </summary>
    [Required, RegularExpression("(?!pg_)[a-z_][a-z0-9_]{0,62}")]
    public string Schema { get; set; } = "reviews";

    /// <summary>
    /// Id of the cluster the store belongs to; recorded when the store is first opened, after which any other is refused. Default:
    /// orleans-reviews.
    /// </summary>
    [Required]
    public string ClusterId { get; set; } = "orleans-reviews";

    /// <summary>
    /// True if this process is the whole cluster and shares the store with nobody; false if silos of one cluster share it. Default: false.
    /// </summary>
    public bool Alone { get; set; }
}

/// <summary>Reports everything that is wrong with <see cref="PostgresOptions"/> at once.</summary>
[OptionsValidator]
internal sealed partial class PostgresOptionsValidator : IValidateOptions<PostgresOptions>;
