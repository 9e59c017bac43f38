using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.Azure.Service;
using Reviews.Storage.Hosting;

namespace Storage.Tests.Azure;

/// <summary>A container that can't be used is refused before the first grain activates, in one sentence.</summary>
[Trait("Category", "Slow")]
public sealed class AzureRefusalTests(SharedAzurite azurite) : IAsyncLifetime
{
    private AzureContainer _container = null!;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Open_Twice_IsTheSameStore()
    {
        await using (_container.Open())
        await using (_container.Open())
        {
        }

        Assert.Equal(["store.json"], await _container.BlobsAsync(""));
    }

    [Fact]
    public async Task Open_OfANewContainerByManySilos_MakesItOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _container.Open())));
        Assert.NotNull(Assert.Single(stores.Select(store => store.Services.StoreId()).Distinct()));
        foreach (var store in stores) await store.DisposeAsync();
        Assert.Equal(["store.json"], await _container.BlobsAsync(""));
    }

    [Fact]
    public async Task Open_OfAStoreFromBeforeIds_DrawsOneThatStays()
    {
        await _container.Client.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await PutAsync("store.json", StoreMarker.Of("orleans-reviews").ToJson().ToString());
        string? drawn;
        await using (var first = _container.Open()) drawn = first.Services.StoreId();
        await using var second = _container.Open();

        Assert.NotNull(drawn);
        Assert.Equal(drawn, second.Services.StoreId());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=not base64")]
    public void Open_WithAWrongConnectionString_IsRefused(string wrong) =>
        AssertRefused("can't be read", options => options.ConnectionString = wrong, named: false);

    [Fact]
    public void Open_OfAServiceThatIsNotThere_IsRefused() => AssertRefused(
        "can't be reached",
        options => options.ConnectionString =
            "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/devstoreaccount1;");

    [Fact]
    public void Open_WithAWrongKey_IsRefused() => AssertRefused(
        "can't be used with these credentials",
        options =>
            options.ConnectionString = options.ConnectionString!.Replace("AccountKey=Eby8", "AccountKey=Eby9", StringComparison.Ordinal));

    [Fact]
    public void Open_OfAMissingContainer_IsRefusedWhenItMayNotBeMade() =>
        AssertRefused("does not exist", options => options.CreateContainer = false);

    [Fact]
    public async Task Open_OfAnotherClustersContainer_IsRefused()
    {
        await using var store = _container.Open();
        AssertRefused("belongs to the cluster 'orleans-reviews'", options => options.ClusterId = "other");
    }

    [Theory]
    [InlineData("""{"format":1,"journals":"orleans-binary","cluster":"orleans-reviews"}""", "has format 1")]
    [InlineData("""{"format":4,"journals":"orleans-binary","cluster":"orleans-reviews"}""", "has format 4")]
    [InlineData("""{"format":3,"journals":"json","cluster":"orleans-reviews"}""", "journals as 'json'")]
    [InlineData("hello", "something other than a store")]
    public async Task Open_OfAnotherFormat_IsRefused(string marker, string because)
    {
        await _container.Client.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await PutAsync("store.json", marker);
        AssertRefused(because);
    }

    [Fact]
    public async Task Open_OfAContainerOfSomethingElse_IsRefusedAndLeftAlone()
    {
        await _container.Client.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        await PutAsync("holiday.jpg", "sun");
        AssertRefused("something other than a store");
        Assert.Equal(["holiday.jpg"], await _container.BlobsAsync(""));
    }

    [Fact]
    public async Task Open_WithAReadOnlySignature_IsRefused()
    {
        await using (_container.Open())
        {
        }

        var read = BlobContainerSasPermissions.Read | BlobContainerSasPermissions.List;
        var signed = _container.Client.GenerateSasUri(read, TimeProvider.System.GetUtcNow().AddHours(1));
        var endpoint = new BlobUriBuilder(signed) { BlobContainerName = "", Sas = null }.ToUri();
        var connection = $"BlobEndpoint={endpoint};SharedAccessSignature={signed.Query[1..]}";
        AssertRefused("can't be used with these credentials (403", options => options.ConnectionString = connection);
    }

    [Fact]
    public void Configure_WithNothingToReach_IsRefused() => Assert.Contains(
        "connection string or the address",
        Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => _container.Open(configure: options => options.ConnectionString = "")).Message,
        StringComparison.Ordinal);

    private async Task PutAsync(string blob, string text) => await _container.Client.GetBlobClient(blob)
        .UploadAsync(new BinaryData(text), TestContext.Current.CancellationToken);

    private void AssertRefused(string because, Action<AzureStoreOptions>? configure = null, bool named = true)
    {
        var refusal = Assert.Throws<StoreOpenException>(() => _container.Open(configure: configure));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        if (named) Assert.Contains(_container.Name, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain("AccountKey", refusal.Message, StringComparison.Ordinal);
    }
}
