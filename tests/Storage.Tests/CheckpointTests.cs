using Reviews.Storage.Sqlite;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>The write-ahead log is checkpointed while writing continues, and never grows without bound.</summary>
public sealed class CheckpointTests : IDisposable
{
    private const long CheckpointBytes = 1 << 16;
    private const long MaxLogBytes = 1 << 18;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_WithoutEnd_KeepsTheLogShort()
    {
        await using var store = TestStore.Open(_folder, options =>
        {
            (options.CheckpointBytes, options.MaxLogBytes, options.CompactionFloorBytes) = (CheckpointBytes, MaxLogBytes, 1 << 26);
        });
        await using var film = await store.WakeAsync();
        for (var i = 0; i < 200; i++) await film.VoteAsync(i * 1_000, 1_000);

        var log = new FileInfo(_folder.Database + "-wal").Length;
        Assert.True(store.Statistics.BytesWritten > 10 * MaxLogBytes);
        Assert.InRange(log, 1, MaxLogBytes + CheckpointBytes);
        Assert.True(store.Statistics.Checkpoints > 0);
    }

    [Fact]
    public async Task Dispose_LeavesOneFile()
    {
        await using (var store = TestStore.Open(_folder))
        {
            await using var film = await store.WakeAsync();
            await film.VoteAsync(1);
        }

        Assert.Equal(
            [SqliteDatabase.FileName, DataFolderLock.FileName],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order());
    }
}
