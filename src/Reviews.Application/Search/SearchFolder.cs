namespace Reviews.Application.Search;

/// <summary>A folder for the index of this process among the system's temporary files, deleted when it ends. A killed process leaves its
/// folder behind; the next to start on the machine removes it.</summary>
internal sealed class SearchFolder : IDisposable
{
    private const string Prefix = "orleans-reviews-search-";
    private const string LockFile = "lock";

    /// <summary>A folder is left alone until its owner has had time to lock it: 1 minute.</summary>
    private static readonly TimeSpan Untouched = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly FileStream _lock;

    private SearchFolder(string folder, FileStream held) => (_folder, _lock) = (folder, held);

    /// <summary>The index's file.</summary>
    public string File => Path.Combine(_folder, "words.db");

    /// <summary>Makes a folder, and removes those that dead processes left.</summary>
    /// <param name="parent">Where; null: among the system's temporary files.</param>
    /// <param name="time">Tells how old a folder is.</param>
    public static SearchFolder Make(string? parent, TimeProvider time)
    {
        parent ??= Path.GetTempPath();
        foreach (var other in Directory.EnumerateDirectories(parent, Prefix + "*")) RemoveIfDead(other, time);
        var folder = Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N"));
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SearchFolder(
            folder, new FileStream(Path.Combine(folder, LockFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
    }

    public void Dispose()
    {
        _lock.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void RemoveIfDead(string folder, TimeProvider time)
    {
        if (time.GetUtcNow() - Directory.GetCreationTimeUtc(folder) < Untouched) return;
        try
        {
            using var held = new FileStream(Path.Combine(folder, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use by a running process, belongs to another user, or is being removed by another process: all of that is fine.
            return;
        }
    }
}
