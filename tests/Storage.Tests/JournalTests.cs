using Storage.Tests.Fixtures;

namespace Storage.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Append_AfterReopening_ReplaysEveryVote()
    {
        await using (var store = TestStore.Open(_folder))
        {
            await using var film = await store.WakeAsync();
            for (var i = 0; i < 10; i++) await film.VoteAsync(i * 100, 100);
        }

        await using var again = TestStore.Open(_folder);
        await using var woken = await again.WakeAsync();
        Assert.Equal(1_000, woken.Tally.Book.Count);
    }
}
