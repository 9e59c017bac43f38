namespace Storage.Tests.Fixtures;

/// <summary>A separate data folder for one test.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reviews-store-").FullName;

    public string Database => System.IO.Path.Combine(Path, Reviews.Storage.Sqlite.SqliteDatabase.FileName);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
