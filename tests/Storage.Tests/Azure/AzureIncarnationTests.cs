using Microsoft.Extensions.DependencyInjection;
using Reviews.Storage.Azure;
using Reviews.Storage.Incarnations;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>The number in the marker that distinguishes a store from what it was before its state was replaced.</summary>
[Trait("Category", "Slow")]
public sealed class AzureIncarnationTests(SharedAzurite azurite) : IAsyncLifetime
{
    private AzureContainer _container = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Open_OfANewStore_IsOfIncarnationZero()
    {
        await using var store = _container.Open();
        Assert.Equal(0, IncarnationOf(store));
    }

    [Fact]
    public async Task Open_OfAMarkerOfAnEarlierRelease_BringsItOverWithIncarnationZeroAndItsId()
    {
        await _container.Client.CreateAsync(cancellationToken: Ct);
        var marker = new BinaryData("""{"format":2,"journals":"orleans-binary","cluster":"orleans-reviews","store":"abc"}""");
        await _container.Client.GetBlobClient("store.json").UploadAsync(marker, Ct);
        await using var store = _container.Open();
        Assert.Equal(("abc", 0L), (Of(store).Id, IncarnationOf(store)));
        var now = (await _container.Client.GetBlobClient("store.json").DownloadContentAsync(Ct)).Value.Content.ToString();
        Assert.Equal("""{"format":3,"journals":"orleans-binary","cluster":"orleans-reviews","store":"abc","incarnation":0}""", now);
    }

    [Fact]
    public async Task RaiseIncarnation_IsFoundByWhoOpensNextAndNeverGoesBack()
    {
        string? id;
        await using (var store = _container.Open())
        {
            id = Of(store).Id;
            await Of(store).RaiseIncarnationAsync(7, Ct);
            await Of(store).RaiseIncarnationAsync(3, Ct);
            Assert.Equal(7, IncarnationOf(store));
        }

        await using (_container.Open())
        {
            // Every opening writes the marker.
        }

        await using var next = _container.Open();
        Assert.Equal((id, 7L), (Of(next).Id, IncarnationOf(next)));
    }

    [Fact]
    public async Task RaiseIncarnation_ByManyWhileOthersOpen_EndsAtTheHighest()
    {
        await using var store = _container.Open();
        var raising = Enumerable.Range(1, 8).Select(number => Of(store).RaiseIncarnationAsync(number, Ct));
        var opening = Enumerable.Range(0, 4).Select(_ => Task.Run(async () => await _container.Open().DisposeAsync(), Ct));
        await Task.WhenAll([.. raising, .. opening]);

        await using var next = _container.Open();
        Assert.Equal(8, IncarnationOf(next));
    }

    private static long IncarnationOf(TestStore store) => store.Services.GetRequiredService<StoreIncarnations>().Current;

    private static AzureStore Of(TestStore store) => store.Services.GetRequiredService<AzureStore>();
}
