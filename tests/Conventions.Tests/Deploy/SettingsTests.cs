using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Reviews.Silo;

namespace Conventions.Tests.Deploy;

/// <summary>What operators are told to set exists, and what exists is told.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] Places = ["deploy", "docs", ".ci", "README.md", "reviews"];

    public static TheoryData<string> Files => [.. Places.Select(place => Path.Combine(Repository.Root, place))
        .SelectMany(place => Directory.Exists(place) ? Directory.EnumerateFiles(place, "*", SearchOption.AllDirectories) : [place])
        .Where(file => Path.GetExtension(file) != ".png")
        .Where(file => OptionNames.In(File.ReadAllText(file)).Any())
        .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory, MemberData(nameof(Files))]
    public void Name_InAFileForOperators_IsAnOption(string file)
    {
        var unknown = OptionNames.In(File.ReadAllText(Path.Combine(Repository.Root, file)))
            .Where(name => !OptionNames.All.Contains(name) && !OptionNames.All.Any(option => option.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(unknown);
    }

    [Fact]
    public void Option_IsInTheTableOfOperations()
    {
        var told = OptionNames.In(File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md")));

        Assert.Empty(OptionNames.All.Except(told, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void SystemdExamples_CanBeRunOn()
    {
        var silo = Settings("silo.env.example");
        var api = Settings("api.env.example");

        Assert.True(SiloSettings.Read(silo).IsCluster);
        Assert.Equal("http://127.0.0.1:8081", silo["Urls"]);
        Assert.True(SiloSettings.Read(api).IsElsewhere);
        ReadApi(api);
    }

    [Fact]
    public void KubernetesSettings_CanBeRunOn()
    {
        var map = DeployFiles.Yaml("kubernetes", "settings.yaml").Single().At("data")!.AsObject();
        var values = map.ToDictionary(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), pair => (string?)pair.Value);
        values["Reviews:Postgres:ConnectionString"] = "Host=db";   // from the secret
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();

        Assert.True(SiloSettings.Read(configuration).IsCluster);
        ReadApi(configuration);
    }

    [Theory]
    [InlineData("azure")]
    [InlineData("postgres", "postgres.yaml")]
    public void ComposeSettings_CanBeRunOn(string expected, string? more = null)
    {
        string[] files = ["compose.yaml", .. more is null ? Array.Empty<string>() : [more]];
        foreach (var name in new[] { "silo-1", "api-2" })
        {
            var values = files.SelectMany(file => DeployFiles.Yaml("compose", file).Single().At($"services.{name}.environment")!.AsObject())
                .GroupBy(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), string? (pair) => Filled((string)pair.Value!)).ToDictionary(pairs => pairs.Key, pairs => pairs.Last());
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
            var settings = SiloSettings.Read(configuration);

            Assert.Equal((expected, expected), (settings.Store, settings.Cluster.Membership));
            if (name == "api-2") ReadApi(configuration);
        }
    }

    [Fact]
    public void Mail_HasAServerAndTheSitesNameWhereverAnApiIsPublic()
    {
        var kubernetes = DeployFiles.Yaml("kubernetes", "settings.yaml").Single().At("data")!.AsObject().Select(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal));
        var systemd = DeployFiles.Environment("systemd", "api.env.example").Keys;

        foreach (var name in new[] { "Reviews:Mail:Smtp:Host", "Reviews:Mail:From", "Reviews:Mail:Site" })
        {
            Assert.Contains(name, kubernetes);
            Assert.Contains(name, systemd);
        }
    }

    /// <summary>As compose fills in what is not set: the default, or what must be given.</summary>
    private static string Filled(string value) => Variable().Replace(value, variable => variable.Groups[1].Value == "?" ? "given" : variable.Groups[2].Value);

    [GeneratedRegex(@"\$\{[A-Z_]+:([-?])([^}]*)\}")]
    private static partial Regex Variable();

    private static IConfiguration Settings(string own) => new ConfigurationBuilder()
        .AddInMemoryCollection(DeployFiles.Environment("systemd", "reviews.env.example"))
        .AddInMemoryCollection(DeployFiles.Environment("systemd", own))
        .Build();

    /// <summary>As an API node reads them; it throws on what it can't run on.</summary>
    private static void ReadApi(IConfiguration configuration) =>
        House.Assembly("Reviews.Api").GetType("Reviews.Api.Hosting.ReviewsOptions", throwOnError: true)!.GetMethod("Read")!.Invoke(null, [configuration]);
}
