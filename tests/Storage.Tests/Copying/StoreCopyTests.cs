using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Storage.Copying;
using Reviews.Storage.Records;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Copying;

/// <summary>A copy is compared with what it is a copy of: whatever is not the same is named.</summary>
public sealed class StoreCopyTests : IDisposable
{
    private static readonly GrainId Key = GrainId.Create("key-ring", "keys");

    private readonly TempFolder _from = new();
    private readonly TempFolder _to = new();

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task Compare_OfAWholeCopy_NamesNothing()
    {
        await FillAsync();

        Assert.Empty(await CompareAsync());
        Assert.Empty(await CompareAsync());   // once more, on what the first run left
    }

    [Fact]
    public async Task Compare_RecordIsAnother_NamesIt()
    {
        await FillAsync();
        await CompareAsync();
        await using (var target = TestStore.Open(_to)) await WriteAsync(target, "changed");

        Assert.Equal([$"record 'state' of '{Key}'"], await CompareAsync(copyBefore: false));
    }

    [Fact]
    public async Task Compare_JournalWentOn_NamesIt()
    {
        await FillAsync();
        await CompareAsync();
        await using (var target = TestStore.Open(_to))
        await using (var film = await target.WakeAsync()) await film.VoteAsync(900, 3);

        Assert.Equal([$"journal '{TestStore.Kind}/heat'"], await CompareAsync(copyBefore: false));
    }

    [Fact]
    public async Task Compare_TargetHoldsMore_NamesIt()
    {
        await FillAsync();
        await CompareAsync();
        await using (var target = TestStore.Open(_to))
        await using (var film = await target.WakeAsync("stranger")) await film.VoteAsync(1, 3);

        Assert.Equal([$"journal '{TestStore.Kind}/stranger'"], await CompareAsync(copyBefore: false));
    }

    private async Task FillAsync()
    {
        await using var source = TestStore.Open(_from);
        await using (var film = await source.WakeAsync()) await film.VoteAsync(1, 10);
        await using (var film = await source.WakeAsync("other")) await film.VoteAsync(1, 10);
        await WriteAsync(source, "as it was");
    }

    private async Task<IReadOnlyCollection<string>> CompareAsync(bool copyBefore = true)
    {
        await using var source = TestStore.Open(_from);
        await using var target = TestStore.Open(_to);
        var copy = new StoreCopy(source.Services, target.Services);
        if (copyBefore) await copy.RunAsync(TestContext.Current.CancellationToken);
        return await copy.CompareAsync(TestContext.Current.CancellationToken);
    }

    private static async Task WriteAsync(TestStore store, string text)
    {
        var records = store.Services.GetRequiredService<IRecordStore>();
        var there = await records.ReadAsync(Key, "state");
        Assert.NotNull(await records.WriteAsync(Key, "state", there?.ETag, Encoding.UTF8.GetBytes(text)));
    }
}
