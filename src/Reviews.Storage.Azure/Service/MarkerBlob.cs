using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reviews.Storage.Azure.Service;

/// <summary>The marker of an open container.</summary>
internal sealed class MarkerBlob(BlobContainerClient container, BlobCalls calls)
{
    /// <summary>How often other silos starting at the same time may write the marker in between.</summary>
    private const int MaxAttempts = 16;

    private readonly BlobClient _blob = container.GetBlobClient(BlobNames.Marker);

    /// <summary>
    /// Raises the store's incarnation to at least this number; retries if another process writes the marker between the read and the write.
    /// </summary>
    /// <returns>The current number.</returns>
    public async Task<long> RaiseIncarnationAsync(long atLeast, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var answer = await calls.ReadAsync(BlobNames.Marker, deadline => _blob.DownloadContentAsync(deadline));
            if (!answer.TryGet(out var found) || StoreMarker.Parse(found.Content) is not { } marker)
                throw new CorruptRecordException(BlobNames.Marker, "it is gone, or no marker any more");
            if (marker.Incarnation >= atLeast) return marker.Incarnation;

            var options = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfMatch = found.Details.ETag } };
            var raised = (marker with { Incarnation = atLeast }).ToJson();
            var written = await calls.WriteAsync(BlobNames.Marker, 0, deadline => _blob.UploadAsync(raised, options, deadline));
            if (written.TryGet(out _)) return atLeast;
        }

        throw new StoreBusyException($"The store's marker was written by others {MaxAttempts} times while its incarnation was raised.");
    }
}
