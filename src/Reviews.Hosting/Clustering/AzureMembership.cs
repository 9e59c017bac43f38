using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Orleans.Clustering.AzureStorage;
using Reviews.Hosting.Settings;
using Reviews.Storage;
using Reviews.Storage.Azure;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Orleans' clustering in Azure Tables: one table in the storage account, in which every cluster has its own partition, named after
/// its id.
/// </summary>
internal sealed class AzureMembership : IMembership
{
    private const string TableName = "OrleansReviewsSilos";

    /// <summary>The row of each cluster's partition that counts its changes, as Orleans names it.</summary>
    private const string VersionRow = "VersionRow";

    /// <summary>A service that does not respond for this long counts as down: 5 s per attempt.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Maximum retries, and the delay before them, doubled each time: 2, 100 ms.</summary>
    private const int MaxRetries = 2;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>A table next to Orleans' own: which store each cluster is on, one row each.</summary>
    private const string StoresTable = "OrleansReviewsStores";

    private const string StoreColumn = "Store";

    /// <summary>
    /// A joining silo is in no row for up to the minute in <see cref="ClusterTimes"/>, and a killed one reports nothing: 1 min.
    /// </summary>
    private static readonly TimeSpan StillAbout = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _time = TimeProvider.System;
    private readonly string _clusterId;
    private readonly Lazy<TableServiceClient> _account;

    public AzureMembership(SiloSettings settings) => (_clusterId, _account) = (settings.Cluster.Id, new(() => Connect(settings)));

    public ISiloBuilder Join(ISiloBuilder silo) => silo.UseAzureStorageClustering(
        (AzureStorageClusteringOptions clustering) => (clustering.TableServiceClient, clustering.TableName) = (_account.Value, TableName));

    public IClientBuilder Join(IClientBuilder client) => client.UseAzureStorageClustering(
        (AzureStorageGatewayOptions gateways) => (gateways.TableServiceClient, gateways.TableName) = (_account.Value, TableName));

    public async Task EnsureAsync(string? storeId, CancellationToken cancellationToken)
    {
        var table = _account.Value.GetTableClient(TableName);
        try
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            await table.GetEntityIfExistsAsync<TableEntity>(_clusterId, VersionRow, cancellationToken: cancellationToken);
            if (storeId is not null) await NoteAsync(table, storeId, cancellationToken);
        }
        catch (Exception failure) when (
            failure is RequestFailedException or AggregateException or AuthenticationFailedException or TaskCanceledException)
        {
            throw Refusal(_account.Value.Uri, failure);
        }
    }

    /// <summary>
    /// Records the cluster's store, or refreshes the record. If the service refuses because another process wrote at that moment, it tries
    /// again.
    /// </summary>
    private async Task NoteAsync(TableClient silos, string storeId, CancellationToken cancellationToken)
    {
        var notes = _account.Value.GetTableClient(StoresTable);
        await notes.CreateIfNotExistsAsync(cancellationToken);
        while (!await TryNoteAsync(silos, notes, storeId, cancellationToken))
        {
        }
    }

    private async Task<bool> TryNoteAsync(TableClient silos, TableClient notes, string storeId, CancellationToken cancellationToken)
    {
        var note = new TableEntity(_clusterId, _clusterId) { [StoreColumn] = storeId };
        var found = await notes.GetEntityIfExistsAsync<TableEntity>(_clusterId, _clusterId, cancellationToken: cancellationToken);
        var noted = found.HasValue ? found.Value : null;
        var isOther = noted is not null && noted.GetString(StoreColumn) != storeId;
        if (isOther && (IsRecent(noted!) || await IsRunningAsync(silos, cancellationToken))) throw IMembership.OtherStore(_clusterId);
        try
        {
            if (noted is null) await notes.AddEntityAsync(note, cancellationToken);
            else await notes.UpdateEntityAsync(note, noted.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Silos report every few seconds that they are alive; the service records when.</summary>
    private async Task<bool> IsRunningAsync(TableClient table, CancellationToken cancellationToken)
    {
        await foreach (
            var row in table.QueryAsync<TableEntity>(silo => silo.PartitionKey == _clusterId, cancellationToken: cancellationToken))
        {
            if (row.RowKey != VersionRow && row.GetString("Status") != nameof(SiloStatus.Dead) && IsRecent(row)) return true;
        }

        return false;
    }

    /// <summary>
    /// Comparing the service's own times would be better, but clocks that differed by anything near a minute would invalidate request
    /// signatures.
    /// </summary>
    private bool IsRecent(TableEntity row) => row.Timestamp > _time.GetUtcNow() - StillAbout;

    private static TableServiceClient Connect(SiloSettings settings)
    {
        var client = new TableClientOptions { Retry = { MaxRetries = MaxRetries, Delay = RetryDelay, NetworkTimeout = Timeout } };
        try
        {
            return settings.MembershipService is { } uri
                ? new TableServiceClient(uri, new DefaultAzureCredential(), client)
                : new TableServiceClient(settings.MembershipAccount, client);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new ConfigurationRefusedException(
                ["The connection string of the cluster's membership can't be read; copy it from the storage account's access keys, or name "
                    + "the table service's address."]);
        }
    }

    private static StoreOpenException Refusal(Uri account, Exception failure)
    {
        var (where, reason) =
            ($"The tables of the cluster's membership at {account.GetLeftPart(UriPartial.Authority)}", AzureFailures.Reason(failure));
        return failure switch
        {
            RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException => new StoreOpenException(
                $"{where} can't be used with these credentials ({reason}); they must allow creating tables, and reading, writing and "
                    + "deleting their rows, and this machine's clock must be right.", failure),
            RequestFailedException { Status: > 0 } => new StoreOpenException($"{where} can't be used: {reason}.", failure),
            _ => new StoreOpenException(
                $"{where} can't be reached ({reason}); make sure the service is running and its address is right.", failure),
        };
    }
}
