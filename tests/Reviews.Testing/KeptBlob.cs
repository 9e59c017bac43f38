using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reviews.Testing;

/// <summary>
/// A blob that can be written and not deleted, until this ends: it has a snapshot, and who deletes leaves snapshots alone.
/// </summary>
internal sealed class KeptBlob : IAsyncDisposable
{
    private readonly BlobClient _snapshot;

    private KeptBlob(BlobClient snapshot) => _snapshot = snapshot;

    public static async Task<KeptBlob> KeepAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        var made = await blob.CreateSnapshotAsync(cancellationToken: cancellationToken);
        return new KeptBlob(blob.WithSnapshot(made.Value.Snapshot));
    }

    public async ValueTask DisposeAsync() => await _snapshot.DeleteIfExistsAsync(DeleteSnapshotsOption.None);
}
