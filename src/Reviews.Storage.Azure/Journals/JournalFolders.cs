using System.Runtime.CompilerServices;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>All journals of a container, as a listing of its blobs shows them.</summary>
internal sealed class JournalFolders(AzureStore store)
{
    /// <summary>In the order of their blobs: those of one journal come one after the other.</summary>
    public async IAsyncEnumerable<JournalFolder> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JournalFolder? folder = null;
        await foreach (var blob in store.ListAsync(BlobNames.Journals, cancellationToken))
        {
            var slash = blob.Name.LastIndexOf('/');
            if (folder?.Path != blob.Name[..slash])
            {
                if (folder is not null) yield return folder;
                folder = new JournalFolder(blob.Name[..slash]);
            }

            if (blob.Name[(slash + 1)..] == BlobNames.Head) (folder.HasHead, folder.Head) = (true, HeadMetadata.Read(blob.Metadata));
            else if (LogId.TryParse(blob.Name[(slash + 1)..], out var log)) folder.Logs[log] = blob.Properties.ContentLength ?? 0;
        }

        if (folder is not null) yield return folder;
    }

    /// <summary>Of a long name the folder's has only a hash: it stands in the head.</summary>
    public async Task<JournalName> NameAsync(JournalFolder folder) => new(
        BlobNames.Unescape(folder.Path[BlobNames.Journals.Length..]) ?? await store.ReadTextAsync($"{folder.Path}/{BlobNames.Head}"));
}

/// <summary>The blobs of one journal.</summary>
/// <param name="path">What the names of its blobs begin with, without the slash.</param>
internal sealed class JournalFolder(string path)
{
    public string Path => path;

    /// <summary>Its logs and their lengths.</summary>
    public Dictionary<LogId, long> Logs { get; } = [];

    public bool HasHead { get; set; }

    /// <summary>Null: there is none, or none that can be read.</summary>
    public LogStart? Head { get; set; }

    /// <summary>Whether it holds something, or held something that is gone: then it can't be read, and is not empty.</summary>
    public bool IsWritten => HasHead
        ? Head is not { Frames: 0 } head || !Logs.TryGetValue(head.Log, out var length) || length > 0
        : Logs.Values.Any(length => length > 0);
}
