using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Reviews.Hosting.Settings;

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
            .Where(name => !OptionNames.All.Contains(name)
                && !OptionNames.All.Any(option => option.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)));

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
        var silo = Settings("silo");
        var api = Settings("api");

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
                .GroupBy(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal), string? (pair) => Filled((string)pair.Value!))
                    .ToDictionary(pairs => pairs.Key, pairs => pairs.Last());
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
            var settings = SiloSettings.Read(configuration);

            Assert.Equal((expected, expected), (settings.Store, settings.Cluster.Membership));
            if (name == "api-2") ReadApi(configuration);
        }
    }

    /// <summary>None of these clusters is on one machine, or on a network that only it is on.</summary>
    [Fact]
    public void Cluster_WhereverItIsPublic_HasCertificates()
    {
        string[] names = ["Reviews:Cluster:Certificate", "Reviews:Cluster:Authority"];
        var kubernetes = DeployFiles.Yaml("kubernetes", "settings.yaml").Single().At("data")!.AsObject()
            .Select(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal));

        Assert.Superset(names.ToHashSet(), kubernetes.ToHashSet());
        foreach (var part in new[] { "silo", "api" })
        {
            Assert.All(names, name => Assert.NotNull(Settings(part)[name]));
            var mounts = DeployFiles.Yaml("compose", "compose.yaml").Single().Items($"services.{part}-1.volumes")
                .Select(volume => ((string)volume!).Split(':')[..2]);
            string[] keys = part == "api" ? ["keys.pem"] : [];   // no silo needs to open the key ring
            Assert.Equal(
                [$"./tls/{part}.pem", "./tls/authority.pem", .. keys.Select(file => "./tls/" + file)], mounts.Select(mount => mount[0]));
            Assert.Equal(["/tls/node.pem", "/tls/authority.pem", .. keys.Select(file => "/tls/" + file)], mounts.Select(mount => mount[1]));
            var files = DeployFiles.Yaml("kubernetes", $"{part}.yaml")[0].Items("spec.template.spec.volumes")
                .Single(volume => volume.Text("name") == "tls").Items("secret.items");
            Assert.Equal([$"{part}.pem", "authority.pem", .. keys], files.Select(file => file.Text("key")));
        }
    }

    [Fact]
    public void KeyRing_OfEveryApi_HasItsFile()
    {
        const string name = "Reviews:Keys:Certificate";
        Assert.Equal("/tls/keys.pem", DeployFiles.Yaml("kubernetes", "settings.yaml").Single().At("data")!.AsObject()
            .Single(pair => pair.Key == "Reviews__Keys__Certificate").Value!.ToString());
        Assert.Equal("/tls/keys.pem", DeployFiles.Yaml("compose", "compose.yaml").Single()
            .At("services.api-1.environment")!.AsObject()["Reviews__Keys__Certificate"]!.ToString());
        Assert.Equal("%d/keys.pem", Settings("api")[name]);
    }

    [Fact]
    public void Mail_HasAServerAndTheSitesNameWhereverAnApiIsPublic()
    {
        var kubernetes = DeployFiles.Yaml("kubernetes", "settings.yaml").Single().At("data")!.AsObject()
            .Select(pair => pair.Key.Replace("__", ":", StringComparison.Ordinal));
        var systemd = DeployFiles.Environment("systemd", "api.env.example").Keys;

        foreach (var name in new[] { "Reviews:Mail:Smtp:Host", "Reviews:Mail:From", "Reviews:Mail:Site" })
        {
            Assert.Contains(name, kubernetes);
            Assert.Contains(name, systemd);
        }
    }

    /// <summary>As compose fills in what is not set: the default, or what must be given; one of these is a key in base64.</summary>
    private static string Filled(string value) =>
        Variable().Replace(value, variable => variable.Groups[1].Value == "?" ? "Z2l2ZW4=" : variable.Groups[2].Value);

    [GeneratedRegex(@"\$\{[A-Z_]+:([-?])([^}]*)\}")]
    private static partial Regex Variable();

    private static IConfiguration Settings(string part) => new ConfigurationBuilder()
        .AddInMemoryCollection(DeployFiles.Environment("systemd", "reviews.env.example"))
        .AddInMemoryCollection(DeployFiles.Environment("systemd", part + ".env.example"))
        .AddInMemoryCollection(SetByUnit(part))
        .Build();

    private static IEnumerable<KeyValuePair<string, string?>> SetByUnit(string part) =>
        from line in DeployFiles.Read("systemd", $"reviews-{part}.service").Split('\n')
        where line.StartsWith("Environment=", StringComparison.Ordinal)
        from setting in line["Environment=".Length..].Split(' ')
        let parts = setting.Split('=', 2)
        select KeyValuePair.Create(parts[0].Replace("__", ":", StringComparison.Ordinal), (string?)parts[1]);

    /// <summary>As an API node reads them; it throws on what it can't run on.</summary>
    private static void ReadApi(IConfiguration configuration) =>
        House.Assembly("Reviews.Api").GetType("Reviews.Api.Hosting.ReviewsOptions", throwOnError: true)!.GetMethod("Read")!.Invoke(null,
            [configuration]);
}
