using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Reviews.Storage.Azure;

/// <summary>Where the Azure store is, how long it may take and how much it may queue.</summary>
public sealed class AzureStoreOptions : IValidatableObject
{
    /// <summary>Connection string of the storage account. Default: the emulator Azurite on this machine.</summary>
    public string? ConnectionString { get; set; } = "UseDevelopmentStorage=true";

    /// <summary>
    /// Address of the account's blob service, for a managed identity (or whatever else <c>DefaultAzureCredential</c> finds) instead of a
    /// connection string. Default: none.
    /// </summary>
    public Uri? ServiceUri { get; set; }

    /// <summary>The container: 3 to 63 lower-case letters, digits and hyphens. Default: <c>reviews</c>.</summary>
    [Required, RegularExpression("^[a-z0-9](-?[a-z0-9]){2,62}$")]
    public string Container { get; set; } = "reviews";

    /// <summary>The cluster the container belongs to; any other is refused. Default: <c>orleans-reviews</c>.</summary>
    [Required]
    public string ClusterId { get; set; } = "orleans-reviews";

    /// <summary>Whether a missing container is created. Default: true.</summary>
    public bool CreateContainer { get; set; } = true;

    /// <summary>
    /// Timeout of one call, including its wait in the queue; extended by the same amount for each 4 MiB sent. Default: 5 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A journal is compacted when its log outgrows both the snapshot and this many bytes. Default: 64 KiB.</summary>
    [Range(1 << 10, 1 << 26)]
    public int CompactionFloorBytes { get; set; } = 64 << 10;

    /// <summary>Concurrent calls; the client opens at most 50 connections. Default: 48.</summary>
    [Range(1, 50)]
    public int MaxConcurrentCalls { get; set; } = 48;

    /// <summary>Calls waiting in the queue; beyond that, calls are refused immediately. Default: 65,536.</summary>
    [Range(1, 1 << 22)]
    public int MaxQueuedCalls { get; set; } = 1 << 16;

    /// <summary>
    /// Bytes of queued and in-flight calls, and so the largest single write. Default: 64 MiB; the service accepts no block above 100 MiB.
    /// </summary>
    [Range(1L << 16, 99L << 20)]
    public long MaxQueuedBytes { get; set; } = 64 << 20;

    /// <summary>
    /// Replaced logs waiting to be deleted; beyond that, a log is found later or deleted with its journal's next compaction. Default:
    /// 1,024.
    /// </summary>
    [Range(1, 1 << 16)]
    public int MaxQueuedSweeps { get; set; } = 1 << 10;

    /// <summary>Delay from opening to the search for replaced logs of earlier processes, to keep startup fast. Default: 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FirstSweepDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ServiceUri is null && string.IsNullOrWhiteSpace(ConnectionString))
            yield return new ValidationResult(
                "The Azure store needs a connection string or the address of its service.", [nameof(ConnectionString)]);
    }
}

/// <summary>Reports everything that is wrong with <see cref="AzureStoreOptions"/> at once.</summary>
[OptionsValidator]
internal sealed partial class AzureStoreOptionsValidator : IValidateOptions<AzureStoreOptions>;
