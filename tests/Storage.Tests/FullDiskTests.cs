using Microsoft.Data.Sqlite;
using Reviews.Storage;
using Reviews.Storage.Writing;
using SQLitePCL;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

/// <summary>A full disk refuses writes and nothing else; when there is space again, writing resumes.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Unlimited = int.MaxValue - 1;

    private readonly TempFolder _folder = new();
    private readonly ScriptedFaults _faults = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_OnAFullDisk_FailsUntilThereIsRoom()
    {
        await using var store = TestStore.Open(_folder, faults: _faults);
        await using (var film = await store.WakeAsync()) await film.VoteAsync(1, 1_000);
        LimitPages(1); // SQLite takes it as "no more than now".
        await using (var film = await store.WakeAsync())
        {
            var failure = await Assert.ThrowsAsync<StoreFailureException>(() => film.VoteAsync(10_000, 3_000));
            Assert.Equal(raw.SQLITE_FULL, Assert.IsType<SqliteException>(failure.InnerException).SqliteErrorCode);
        }

        await using (var film = await store.WakeAsync()) Assert.Equal(1_000, film.Tally.Book.Count);

        LimitPages(Unlimited);
        await using (var film = await store.WakeAsync()) await film.VoteAsync(20_000, 3_000);
        await using var woken = await store.WakeAsync();
        Assert.Equal(4_000, woken.Tally.Book.Count);
    }

    /// <summary>Takes effect on the writer's own thread, before its next write.</summary>
    private void LimitPages(int pages)
    {
        var pending = true;
        _faults.Write = write =>
        {
            if (!pending || write is not AppendSegment) return;
            pending = false;
            using var command = _faults.Connection!.CreateCommand();
            command.CommandText = $"PRAGMA max_page_count = {pages}";
            command.ExecuteNonQuery();
        };
    }
}
