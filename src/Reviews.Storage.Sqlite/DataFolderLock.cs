namespace Reviews.Storage.Sqlite;

/// <summary>
/// Reserves the data folder for one process: a lock file, held open. The operating system releases it when the process dies.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    /// <summary>The lock file's name; the file stays when nobody holds it.</summary>
    public const string FileName = "reviews.lock";

    private readonly FileStream _held;

    private DataFolderLock(FileStream held) => _held = held;

    /// <summary>Creates the folder if it is missing, and locks it.</summary>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new StoreOpenException($"The data folder '{folder}' can't be created: {exception.Message}", exception);
        }

        try
        {
            return new DataFolderLock(new FileStream(
                Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreOpenException($"This user can't write to the data folder '{folder}'.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreOpenException(
                $"The data folder '{folder}' is in use by another process; stop that one or name another folder.", exception);
        }
    }

    public void Dispose() => _held.Dispose();
}
