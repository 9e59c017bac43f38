namespace Conventions.Tests;

/// <summary>References point one way, as the folder names promise.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("Reviews.Domain", "")]
    [InlineData("Reviews.Contracts", "")]
    [InlineData("Reviews.Grains", "Reviews.Contracts Reviews.Domain")]
    [InlineData("Reviews.Storage", "")]
    [InlineData("Reviews.Storage.Azure", "Reviews.Storage")]
    [InlineData("Reviews.Storage.PostgreSql", "Reviews.Storage")]
    [InlineData("Reviews.Storage.Sqlite", "Reviews.Storage")]
    [InlineData("Reviews.Telemetry", "Reviews.Contracts")]
    [InlineData(
        "Reviews.Hosting",
        "Reviews.Contracts Reviews.Grains Reviews.Storage Reviews.Storage.Azure Reviews.Storage.PostgreSql Reviews.Storage.Sqlite "
            + "Reviews.Telemetry")]
    [InlineData("Reviews.Silo", "Reviews.Contracts Reviews.Hosting Reviews.Telemetry")]
    [InlineData("Reviews.Application", "Reviews.Contracts Reviews.Domain Reviews.Hosting Reviews.Telemetry")]
    [InlineData("Reviews.Web", "Reviews.Application Reviews.Contracts Reviews.Domain")]
    [InlineData("Reviews.Api", "Reviews.Application Reviews.Contracts Reviews.Domain Reviews.Hosting Reviews.Telemetry Reviews.Web")]
    [InlineData("Reviews.Gateway", "")]
    [InlineData("Reviews.DevCluster", "Reviews.Gateway")]
    [InlineData(
        "Reviews.Migration",
        "Reviews.Grains Reviews.Hosting Reviews.Storage Reviews.Storage.Azure Reviews.Storage.PostgreSql Reviews.Storage.Sqlite")]
    public void Room_KnowsOnlyTheRoomsBelowIt(string room, string allowed)
    {
        var known = House.Assembly(room).GetReferencedAssemblies().Select(name => name.Name!)
            .Where(name => name.StartsWith("Reviews.", StringComparison.Ordinal));

        Assert.Empty(known.Except(allowed.Split(' ')));
    }

    /// <summary>A table of letters is none: AnyAscii says how those of all scripts are written in ours.</summary>
    [Fact]
    public void Domain_KnowsNoFramework()
    {
        var known = House.Assembly("Reviews.Domain").GetReferencedAssemblies().Select(name => name.Name!).Except(["AnyAscii"]);

        Assert.All(known, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Hosting_ShowsOnlyWhatHostsNeed()
    {
        var visible = House.Assembly("Reviews.Hosting").GetExportedTypes().Select(type => type.Name);

        Assert.Equal([
                "ApiSettingNames", "AzureSettings", "ClusterSettings", "ConfigurationRefusedException", "DashboardSettings",
                "ICheckedSettings", "ListeningAddresses",
                "PostgresSettings", "ReviewsSilo", "SettingsReader", "SiloSettings", "StoreErrors", "TelemetrySettings",
            ],
            visible.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Web_ShowsOnlyItsFrontDoor() =>
        Assert.Equal(["ReviewsWeb"], House.Assembly("Reviews.Web").GetExportedTypes().Select(type => type.Name));
}
