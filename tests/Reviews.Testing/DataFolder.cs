namespace Reviews.Testing;

/// <summary>A data folder that outlives the processes of a test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reviews-tests-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
