using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Reviews.Testing;

/// <summary>
/// A blob that can be written but not deleted until this is disposed: it has a snapshot, and deletions leave snapshots alone.
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
