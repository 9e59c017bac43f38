using Orleans.Journaling;
using Storage.Tests.Fixtures;

namespace Storage.Tests;

public sealed class CatalogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_NamesWhatHoldsSomething()
    {
        await using var store = TestStore.Open(_folder);
        foreach (var (kind, key) in new (string, string)[] {("film", "a"), ("film", "b"), ("film", "c"), ("user", "1") })
        {
            await using var grain = await store.WakeAsync(key, kind);
            await grain.VoteAsync(1);
            if (key == "b") await grain.DeleteAsync();
        }

        Assert.Equal(["film/a", "film/c", "user/1"], await ListAsync(store, null));
        Assert.Equal(["film/a", "film/c"], await ListAsync(store, new() { Prefix = new JournalId("film/") }));
        Assert.Equal(["film/c"], await ListAsync(store, new() { MinId = new JournalId("film/b"), MaxId = new JournalId("film/z") }));
    }

    private static async Task<List<string>> ListAsync(TestStore store, JournalCatalogListOptions? options)
    {
        var names = new List<string>();
        await foreach (var entry in store.Catalog.ListAsync(options)) names.Add(entry.Id.Value);
        return names;
    }
}
