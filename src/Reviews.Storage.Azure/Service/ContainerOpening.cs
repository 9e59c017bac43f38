using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reviews.Storage.Azure.Service;

/// <summary>
/// Opens the container, or refuses in one sentence if it can't be reached, may not be used, or belongs to another cluster. Every permission
/// the store needs is tried once, so that no vote is the first to find one missing.
/// </summary>
internal static class ContainerOpening
{
    /// <summary>Timeout for all checks together: 30 s. Startup may take longer than a vote.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="StoreOpenException">The message says why.</exception>
    public static void Open(BlobContainerClient container, AzureStoreOptions options)
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            Check(container, options, deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new StoreOpenException($"{Where(container)} did not answer within {Patience}; check that it runs and start again.", late);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            throw Refusal(container, failure);
        }
    }

    /// <summary>The marker of an open container.</summary>
    /// <exception cref="StoreOpenException">The container no longer responds, or is no longer a store.</exception>
    public static StoreMarker MarkerOf(BlobContainerClient container)
    {
        try
        {
            return StoreMarker.Parse(container.GetBlobClient(BlobNames.Marker).DownloadContent().Value.Content) ?? throw NoStore(container);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            throw Refusal(container, failure);
        }
    }

    private static void Check(BlobContainerClient container, AzureStoreOptions options, CancellationToken cancellation)
    {
        var marker = container.GetBlobClient(BlobNames.Marker);
        var wanted = StoreMarker.Of(options.ClusterId);
        var found = Find(marker, cancellation) ?? Make(container, marker, wanted, options, cancellation);
        CheckOwner(container, StoreMarker.Parse(found.Content), wanted);

        try
        {
            var unchanged = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = found.Details.ETag } };
            marker.Upload(StoreMarker.Parse(found.Content)!.BroughtOver().ToJson(), unchanged, cancellation);
        }
        catch (RequestFailedException refused) when (BlobFailures.RefusalOf(refused) is Service.Refusal.Unmet)
        {
            // Another silo is starting at the same time: it has just written what this one would have written.
        }

        _ = container.GetBlobs(new GetBlobsOptions { Prefix = BlobNames.Marker }, cancellation).AsPages(null, 1).First();
        container.GetBlobClient($"{BlobNames.Marker}.{Guid.NewGuid():N}").DeleteIfExists(cancellationToken: cancellation);
    }

    private static BlobDownloadResult? Find(BlobClient marker, CancellationToken cancellation)
    {
        try
        {
            return marker.DownloadContent(cancellation);
        }
        catch (RequestFailedException missing) when (
            BlobFailures.Is(missing, BlobErrorCode.BlobNotFound) || BlobFailures.Is(missing, BlobErrorCode.ContainerNotFound))
        {
            return null;
        }
    }

    private static BlobDownloadResult Make(
        BlobContainerClient container, BlobClient marker, StoreMarker wanted, AzureStoreOptions options, CancellationToken cancellation)
    {
        if (options.CreateContainer) container.CreateIfNotExists(cancellationToken: cancellation);
        if (container.GetBlobs(cancellationToken: cancellation).Any() && Find(marker, cancellation) is null)
            throw NoStore(container);
        try
        {
            marker.Upload(
                wanted.BroughtOver().ToJson(),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellation);
        }
        catch (RequestFailedException refused) when (BlobFailures.RefusalOf(refused) is Service.Refusal.Unmet)
        {
            // Another silo is starting at the same time and was first; what it wrote is checked like any marker.
        }

        return Find(marker, cancellation) ?? throw new StoreOpenException(
            $"{Where(container)} was deleted while it was being opened; start again.");
    }

    private static void CheckOwner(BlobContainerClient container, StoreMarker? found, StoreMarker wanted)
    {
        if (found is null) throw NoStore(container);
        if (!found.IsReadable)
            throw new StoreOpenException(
                $"{Where(container)} has format {found.Format} with journals as '{found.Journals}'; "
                + $"this version reads and writes {wanted.Format} with '{wanted.Journals}' only; move it with './reviews copy' from "
                + "the version that made it.");
        if (found.Cluster != wanted.Cluster)
            throw new StoreOpenException(
                $"{Where(container)} belongs to the cluster '{found.Cluster}', and this is '{wanted.Cluster}'; name another container or "
                    + "the right cluster.");
    }

    private static StoreOpenException Refusal(BlobContainerClient container, Exception failure)
    {
        var (where, reason) = (Where(container), AzureFailures.Reason(failure));
        return failure switch
        {
            RequestFailedException refused when BlobFailures.Is(refused, BlobErrorCode.ContainerNotFound) => new StoreOpenException(
                $"{where} does not exist; create it, or allow it to be created.", failure),
            RequestFailedException { Status: 401 or 403 } or AuthenticationFailedException => new StoreOpenException(
                $"{where} can't be used with these credentials ({reason}); they must allow reading, writing, listing and deleting blobs, "
                    + "and this machine's clock must be right.", failure),
            RequestFailedException { Status: > 0 } => new StoreOpenException($"{where} can't be opened: {reason}.", failure),
            _ => new StoreOpenException(
                $"{where} can't be reached ({reason}); make sure the service is running and its address is right.", failure),
        };
    }

    private static StoreOpenException NoStore(BlobContainerClient container) =>
        new($"{Where(container)} holds something other than a store; name another container.");

    private static string Where(BlobContainerClient container) =>
        $"The Azure container '{container.Name}' at {container.Uri.GetLeftPart(UriPartial.Authority)}";
}
