namespace Conventions.Tests;

/// <summary>References point one way, as the folder names promise.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("Reviews.Domain", "")]
    [InlineData("Reviews.Contracts", "")]
    [InlineData("Reviews.Grains", "Reviews.Contracts Reviews.Domain")]
    [InlineData("Reviews.Storage", "")]
    [InlineData("Reviews.Telemetry", "Reviews.Contracts")]
    [InlineData("Reviews.Silo", "Reviews.Contracts Reviews.Grains Reviews.Storage Reviews.Telemetry")]
    [InlineData("Reviews.Api", "Reviews.Contracts Reviews.Domain Reviews.Silo Reviews.Telemetry")]
    [InlineData("Reviews.Cluster", "")]
    [InlineData("Reviews.Copy", "Reviews.Grains Reviews.Silo Reviews.Storage")]
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
    public void Api_UsesOfTheSiloOnlyWhatHostsIt()
    {
        var visible = House.Assembly("Reviews.Silo").GetExportedTypes().Select(type => type.Name);

        Assert.Equal([
                "ApiSettingNames", "AzureSettings", "ClusterSettings", "ConfigurationRefusedException", "DashboardSettings",
                "ICheckedSettings",
                "PostgresSettings", "ReviewsSilo", "SettingsReader", "SiloSettings", "StoreErrors", "TelemetrySettings",
            ],
            visible.Order(StringComparer.Ordinal));
    }
}
