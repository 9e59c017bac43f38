using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Reviews.Storage.Sqlite;

/// <summary>Where a store on SQLite is, and how its write-ahead log is kept short.</summary>
public sealed class SqliteOptions : StoreOptions
{
    /// <summary>Folder of the database and its lock file; created if missing. One process at a time.</summary>
    [Required]
    public string DataFolder { get; set; } = "";

    /// <summary>
    /// Bytes in the write-ahead log at which copying into the database starts, in parallel with the writer. Default: 16 MiB.
    /// </summary>
    [Range(1L << 16, 1L << 32)]
    public long CheckpointBytes { get; set; } = 16 << 20;

    /// <summary>Bytes in the write-ahead log at which the writer pauses to finish that copying. Default: 128 MiB.</summary>
    [Range(1L << 16, 1L << 34)]
    public long MaxLogBytes { get; set; } = 128 << 20;
}

/// <summary>Reports everything that is wrong with <see cref="SqliteOptions"/> at once.</summary>
[OptionsValidator]
internal sealed partial class SqliteOptionsValidator : IValidateOptions<SqliteOptions>;
