namespace Process.Tests.Fixtures;

/// <summary>A data folder that outlives the processes of a test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reviews-process-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
