namespace Process.Tests;

/// <summary>A membership in Azure Tables that can't be used: the process says so in one sentence, and ends with 2.</summary>
[Trait("Category", "Slow")]
public sealed class AzureMembershipTests
{
    private const string Elsewhere =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

    [Theory]
    [InlineData("nonsense", "Reviews:Cluster:ConnectionString of the cluster's membership can't be understood")]
    [InlineData(Elsewhere, "The tables of the cluster's membership at http://127.0.0.1:1 can't be reached")]
    public Task Place_ThatIsNone_IsRefused(string connection, string sentence) => AssertRefusedAsync(connection, sentence);

    [Fact]
    public async Task Account_WithAWrongKey_IsRefused()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await AssertRefusedAsync(
            azurite.ConnectionString.Replace("AccountKey=Eby8", "AccountKey=Eby9", StringComparison.Ordinal),
            "can't be used with these credentials (403");
    }

    [Fact]
    public async Task Silo_OnAnotherContainerThanItsCluster_IsRefused()
    {
        using var folder = new DataFolder();
        await using var azurite = await AzuriteServer.StartAsync();
        await using var silo = ServerProcess.LaunchSilo(folder.Path, OnContainer(azurite, "reviews"));
        await using var api = await ServerProcess.StartApiAsync(
            folder.Path, [.. Client.OperatorArguments, "--Reviews:Sample=false", .. OnContainer(azurite, "reviews")]);

        await using var astray = ServerProcess.LaunchSilo(folder.Path, OnContainer(azurite, "another"));

        Assert.Equal(2, await astray.ExitCodeAsync());
        Assert.Contains("runs on a different store", astray.Output, StringComparison.Ordinal);
    }

    private static string[] OnContainer(AzuriteServer azurite, string container) =>
    [
        "--Reviews:Store=azure", "--Reviews:Cluster:Membership=azure", "--Reviews:Azure:ConnectionString=" + azurite.ConnectionString,
        "--Reviews:Azure:Container=" + container,
    ];

    private static async Task AssertRefusedAsync(string connection, string sentence)
    {
        using var folder = new DataFolder();
        await using var api = ServerProcess.LaunchApi(
            folder.Path, "--Reviews:Store=azure", "--Reviews:Cluster:Membership=azure", "--Reviews:Cluster:ConnectionString=" + connection);
        Assert.Equal(2, await api.ExitCodeAsync());
        var said = Assert.Single(api.Output.Split('\n'));
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", said, StringComparison.Ordinal);
    }
}
