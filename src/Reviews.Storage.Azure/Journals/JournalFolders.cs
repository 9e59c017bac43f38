using System.Runtime.CompilerServices;
using Reviews.Storage.Journals;

namespace Reviews.Storage.Azure.Journals;

/// <summary>All journals of a container, as a listing of its blobs shows them.</summary>
internal sealed class JournalFolders(AzureStore store)
{
    /// <summary>In blob order: the blobs of one journal are consecutive.</summary>
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

    /// <summary>For a long name, the folder has only a hash; the name itself is in the head.</summary>
    public async Task<JournalName> NameAsync(JournalFolder folder) => new(
        BlobNames.Unescape(folder.Path[BlobNames.Journals.Length..]) ?? await store.ReadTextAsync($"{folder.Path}/{BlobNames.Head}"));
}

/// <summary>The blobs of one journal.</summary>
/// <param name="path">The prefix of its blobs' names, without the slash.</param>
internal sealed class JournalFolder(string path)
{
    public string Path => path;

    /// <summary>Its logs and their lengths.</summary>
    public Dictionary<LogId, long> Logs { get; } = [];

    public bool HasHead { get; set; }

    /// <summary>Null if there is none, or it can't be parsed.</summary>
    public LogStart? Head { get; set; }

    /// <summary>Whether it holds something, or held something that is gone: it then can't be read, but does not count as empty.</summary>
    public bool IsWritten => HasHead
        ? Head is not { Frames: 0 } head || !Logs.TryGetValue(head.Log, out var length) || length > 0
        : Logs.Values.Any(length => length > 0);
}
