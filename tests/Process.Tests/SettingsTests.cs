using System.Diagnostics;

namespace Process.Tests;

/// <summary>
/// What a process can't be run on is one sentence with the setting's full name, and exit code 2, whichever program it is.
/// </summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("Reviews:Films:SurgeVotes", "x")]
    [InlineData("Reviews:Live:Interval", "abc")]
    [InlineData("Reviews:Cluster:TrustedNetwork", "maybe")]
    [InlineData("Urls", "here")]
    public async Task Api_WithAWrongValue_IsRefusedInOneSentence(string name, string value)
    {
        using var folder = new DataFolder();
        await using var api = ServerProcess.LaunchApi(folder.Path, $"--{name}={value}");
        await AssertRefusedAsync(name, api);
    }

    [Theory]
    [InlineData("Reviews:Films:SurgeVotes", "x")]
    [InlineData("Reviews:Quotas:Enabled", "maybe")]
    [InlineData("Reviews:Dashboard:Profile", "maybe")]
    [InlineData("Reviews:Telemetry:Endpoint", "there")]
    [InlineData("Urls", "here")]
    [InlineData("Reviews:Cluster:TrustedNetworks", "true")]
    public async Task Silo_WithAWrongValue_IsRefusedInOneSentence(string name, string value)
    {
        using var folder = new DataFolder();
        await using var silo = ServerProcess.LaunchSilo(folder.Path, $"--{name}={value}");
        await AssertRefusedAsync(name, silo);
    }

    [Theory]
    [InlineData("Reviews__Postgres__Schema", "a-b", "Reviews:Postgres:Schema")]
    [InlineData("Reviews__Postgres__Shema", "films", "Reviews:Postgres:Shema")]
    public async Task Copy_WithAWrongValue_IsRefusedInOneSentence(string variable, string value, string name)
    {
        using var folder = new DataFolder();
        var start = new ProcessStartInfo("dotnet",
            [Repository.Program("src/Reviews.Migration", "Reviews.Migration.dll"), "copy", "--from", "sqlite:" + folder.Path, "--to",
                "azure"])
        {
            RedirectStandardError = true, Environment = { [variable] = value },
        };
        using var copy = System.Diagnostics.Process.Start(start)!;
        var said = await copy.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, copy.ExitCode);
        Assert.Contains(name, Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static async Task AssertRefusedAsync(string name, ServerProcess process)
    {
        Assert.Equal(2, await process.ExitCodeAsync());
        Assert.Contains(name, Assert.Single(process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
