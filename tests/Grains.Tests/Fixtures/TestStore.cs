namespace Grains.Tests.Fixtures;

/// <summary>A data folder that outlives the silos of a test.</summary>
internal sealed class TestStore : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("reviews-grains-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
