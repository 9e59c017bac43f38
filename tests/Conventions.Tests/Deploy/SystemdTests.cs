using System.Globalization;

namespace Conventions.Tests.Deploy;

/// <summary>
/// The units start what a publish makes, and keep the promises of deploy/README.md. <c>systemd-analyze verify</c> was run on them.
/// </summary>
public sealed class SystemdTests
{
    [Theory]
    [InlineData("reviews-silo.service", "silo/Reviews.Silo.dll", "silo.env")]
    [InlineData("reviews-api.service", "api/Reviews.Api.dll", "api.env")]
    public void Unit_StartsAProgramAndReadsSettingsThatAreThere(string unit, string program, string settings)
    {
        var lines = Lines(unit);

        Assert.Contains($"ExecStart=/usr/bin/dotnet /opt/orleans-reviews/{program}", lines);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(program))), program);
        Assert.Contains($"EnvironmentFile=/etc/orleans-reviews/{settings}", lines);
        Assert.True(File.Exists(Path.Combine(Repository.Root, "deploy", "systemd", settings + ".example")), settings);
    }

    [Theory]
    [InlineData("reviews-silo.service")]
    [InlineData("reviews-api.service")]
    public void Unit_ComesBackIsNobodyAndHasTimeToEnd(string unit)
    {
        var lines = Lines(unit);
        var stop = int.Parse(
            lines.Single(line => line.StartsWith("TimeoutStopSec=", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);

        Assert.Superset(
            new HashSet<string> { "Restart=always", "StartLimitIntervalSec=0", "DynamicUser=yes", "NoNewPrivileges=yes",
                "ProtectSystem=strict", "CapabilityBoundingSet=" },
            lines.ToHashSet());
        Assert.True(TimeSpan.FromSeconds(stop) > Endings.Api);
    }

    [Fact]
    public void Api_WritesWhereItMay()
    {
        Assert.Contains("StateDirectory=orleans-reviews", Lines("reviews-api.service"));
        Assert.Contains("Environment=Reviews__Data=/var/lib/orleans-reviews", Lines("reviews-api.service"));
    }

    [Fact]
    public void Nginx_RepeatsAVoteAndNoWithdrawal()
    {
        var locations = DeployFiles.Read("systemd", "nginx.conf").Split("    location ").Skip(1)
            .ToDictionary(text => text[..text.IndexOf(' ', StringComparison.Ordinal)]);

        Assert.Contains("if ($request_method = DELETE) { return 418; }", locations["/"], StringComparison.Ordinal);
        Assert.Contains("proxy_next_upstream error timeout;", locations["/"], StringComparison.Ordinal);
        Assert.Contains("error_page 418 = @once;", DeployFiles.Read("systemd", "nginx.conf"), StringComparison.Ordinal);
        Assert.Contains("proxy_next_upstream off;", locations["@once"], StringComparison.Ordinal);
    }

    private static string[] Lines(string unit) => DeployFiles.Read("systemd", unit).Split('\n');
}
