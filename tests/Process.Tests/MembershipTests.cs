namespace Process.Tests;

/// <summary>A membership that can't be used: the process says so in one sentence, and ends with 2.</summary>
public sealed class MembershipTests
{
    private const string Elsewhere =
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:1/devstoreaccount1;";

    [Theory]
    [InlineData("azure", "nonsense", "The connection string of the cluster's membership can't be read")]
    [InlineData("azure", Elsewhere, "The tables of the cluster's membership at http://127.0.0.1:1 can't be reached")]
    [InlineData("postgres", "nonsense", "The connection string of the cluster's membership can't be read")]
    [InlineData("postgres", "Host=127.0.0.1;Port=1", "The database of the cluster's membership can't be used")]
    public Task Place_ThatIsNone_IsRefused(string membership, string connection, string sentence) => AssertRefusedAsync(membership, connection, sentence);

    [Fact]
    public async Task Account_WithAWrongKey_IsRefused()
    {
        await using var azurite = await AzuriteServer.StartAsync();
        await AssertRefusedAsync(
            "azure",
            azurite.ConnectionString.Replace("AccountKey=Eby8", "AccountKey=Eby9", StringComparison.Ordinal),
            "can't be used with these credentials (403");
    }

    private static async Task AssertRefusedAsync(string membership, string connection, string sentence)
    {
        using var folder = new DataFolder();
        await using var api = ServerProcess.LaunchApi(
            folder.Path, "--Reviews:Store=azure", "--Reviews:Cluster:Membership=" + membership, "--Reviews:Cluster:ConnectionString=" + connection);
        Assert.Equal(2, await api.ExitCodeAsync());
        var said = Assert.Single(api.Output.Split('\n'));
        Assert.Contains(sentence, said, StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", said, StringComparison.Ordinal);
    }
}
