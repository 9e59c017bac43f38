using Azure.Storage.Blobs.Models;
using Reviews.Storage;
using Reviews.Storage.Azure;
using Reviews.Storage.Azure.Journals;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Azure;

/// <summary>Rule 7 on Azure: damage is noticed, reported, and stops nobody else.</summary>
[Trait("Category", "Slow")]
public sealed class AzureCorruptionTests(SharedAzurite azurite) : IAsyncLifetime
{
    private const string Heat = "film/heat";

    private AzureContainer _container = null!;

    public async ValueTask InitializeAsync() => _container = new AzureContainer(await azurite.ConnectionStringAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("a flipped bit", "the checksum of frame 2 does not match")]
    [InlineData("a lost frame", "frame 0 is missing")]
    [InlineData("half a frame", "bytes at its end are no whole frame")]
    [InlineData("another film's log", "the checksum of frame 0 does not match")]
    [InlineData("another film's head", "its head is that of 'film/alien'")]
    [InlineData("a head without its checksum", "the checksum of its head does not match")]
    [InlineData("no log", "is gone")]
    public async Task Wake_OfADamagedJournal_RefusesThatGrainOnly(string damage, string detail)
    {
        await using var store = _container.Open();
        foreach (var key in (string[])["heat", "alien"])
        {
            await using var film = await store.WakeAsync(key);
            for (var i = 0; i < 3; i++) await film.VoteAsync(i);
        }

        await DamageAsync(damage);
        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(() => store.WakeAsync());
        Assert.Equal(Heat, corrupt.Record);
        Assert.Contains(detail, corrupt.Message, StringComparison.Ordinal);
        await using var other = await store.WakeAsync("alien");
        await other.VoteAsync(9);
    }

    [Theory]
    [InlineData("a flipped bit", "its checksum does not match")]
    [InlineData("nothing", "its checksum does not match")]
    [InlineData("another record", "it is another record's")]
    public async Task ReadState_OfADamagedRecord_IsRefused(string damage, string detail)
    {
        await using var store = _container.Open();
        var (ada, bob) = (GrainId.Create("quota", "ada"), GrainId.Create("quota", "bob"));
        foreach (var grain in (GrainId[])[ada, bob])
            await store.Records.WriteStateAsync("profile", grain, new GrainState<Note> { State = new Note { Text = "first of a kind" } });
        var blob = _container.Client.GetBlobClient(BlobNames.RecordBlob(ada, "profile"));
        var bytes = damage switch
        {
            "a flipped bit" => Flip((await ContentAsync(blob.Name)).ToArray()),
            "nothing" => [],
            _ => (await ContentAsync(BlobNames.RecordBlob(bob, "profile"))).ToArray(),
        };
        await blob.UploadAsync(new BinaryData(bytes), overwrite: true, TestContext.Current.CancellationToken);

        var corrupt = await Assert.ThrowsAsync<CorruptRecordException>(
            () => store.Records.ReadStateAsync("profile", ada, new GrainState<Note>()));
        Assert.Equal("quota/ada#profile", corrupt.Record);
        Assert.Contains(detail, corrupt.Message, StringComparison.Ordinal);
        Assert.Contains(store.Logs.All, line => line.Message.Contains("'quota/ada#profile'", StringComparison.Ordinal));
    }

    private async Task DamageAsync(string damage)
    {
        var alien = AzureContainer.FolderOf("film/alien");
        switch (damage)
        {
            case "a flipped bit":
                await _container.RewriteLogAsync(Heat, Flip);
                break;
            case "a lost frame":
                await _container.RewriteLogAsync(Heat, log => log[(LogFrame.HeaderBytes + LogFrame.ReadHeader(log).Length)..]);
                break;
            case "half a frame":
                await _container.RewriteLogAsync(Heat, log => log[..^5]);
                break;
            case "another film's log":
                var other = await ContentAsync(await _container.LogOfAsync("film/alien"));
                await _container.RewriteLogAsync(Heat, _ => other.ToArray());
                break;
            case "another film's head":
                await PutHeadAsync(
                    "film/alien", (await _container.Client.GetBlobClient($"{alien}head").GetPropertiesAsync()).Value.Metadata);
                break;
            case "a head without its checksum":
                var log = (await _container.LogOfAsync(Heat)).Split('/')[^1];
                await PutHeadAsync(Heat, new Dictionary<string, string> { [HeadMetadata.LogKey] = log });
                break;
            default:
                await _container.Client.DeleteBlobAsync(
                    await _container.LogOfAsync(Heat), cancellationToken: TestContext.Current.CancellationToken);
                break;
        }
    }

    private async Task PutHeadAsync(string owner, IDictionary<string, string> metadata) =>
        await _container.Client.GetBlobClient($"{AzureContainer.FolderOf(Heat)}head").UploadAsync(
            new BinaryData(owner), new BlobUploadOptions { Metadata = metadata }, TestContext.Current.CancellationToken);

    private async Task<BinaryData> ContentAsync(string blob) =>
        (await _container.Client.GetBlobClient(blob).DownloadContentAsync(TestContext.Current.CancellationToken)).Value.Content;

    private static byte[] Flip(byte[] bytes)
    {
        bytes[^1] ^= 1;
        return bytes;
    }
}
