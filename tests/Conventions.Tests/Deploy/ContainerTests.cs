using System.Text.RegularExpressions;

namespace Conventions.Tests.Deploy;

/// <summary>The images and the compose file agree with each other and keep the promises of deploy/README.md.</summary>
public sealed partial class ContainerTests
{
    private static readonly string Images = DeployFiles.Read("containers", "Dockerfile");
    private static readonly System.Text.Json.Nodes.JsonNode Compose = DeployFiles.Yaml("compose", "compose.yaml").Single();

    private static readonly System.Text.Json.Nodes.JsonNode OnPostgres = DeployFiles.Yaml("compose", "postgres.yaml").Single();

    private static readonly string[] Ours = ["silo-1", "silo-2", "silo-3", "api-1", "api-2", "front"];

    [Fact]
    public void Image_StartsAProgramThatIsThere()
    {
        var programs = EntryPoint().Matches(Images).Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(3, programs.Length);
        Assert.All(programs, program => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, program)), program));
    }

    [Fact]
    public void Image_IsBuiltFromFilesThatAreThereAndLetIn()
    {
        var ignored = DeployFiles.Read("containers", "Dockerfile.dockerignore").Split('\n');
        var copied = CopiedFromContext().Matches(Images).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]).ToArray();

        Assert.NotEmpty(copied);
        Assert.All(copied, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
        Assert.All(copied, path => Assert.Contains("!" + path.Split('/')[0], ignored));
    }

    [Fact]
    public void Image_IsBuiltWithAllThatTheBuildReads()
    {
        var copied = CopiedFromContext().Matches(Images).SelectMany(match => match.Groups[1].Value.Split(' ')[..^1]).ToArray();
        var fingerprint = File.ReadAllLines(Path.Combine(Repository.Root, ".ci", "reviews", "setup.sh")).Single(
            line => line.Contains("fingerprint Api Silo src", StringComparison.Ordinal));

        foreach (var file in Directory.EnumerateFiles(Repository.Root, "Directory.*").Select(path => Path.GetFileName(path))
            .Append("global.json"))
        {
            Assert.Contains(file, copied);
            Assert.Contains($" {file}", fingerprint, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Image_RunsAsNobodyAndHoldsNothingSecret()
    {
        Assert.Matches(new Regex("^USER \\$APP_UID$", RegexOptions.Multiline), Images);
        Assert.DoesNotMatch(new Regex("Password|AccountKey|ConnectionString", RegexOptions.IgnoreCase), Images);
    }

    [Fact]
    public void Compose_HasThreeSilosTwoApisAndTheirStore() =>
        Assert.Equal([.. Ours, "azurite"], Compose.At("services")!.AsObject().Select(service => service.Key));

    /// <summary>The merging parser of these tests takes the last of two; compose refuses the file.</summary>
    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("postgres.yaml")]
    public void Compose_HasNoKeyTwice(string file) =>
        Assert.NotNull(new YamlDotNet.Serialization.DeserializerBuilder().WithDuplicateKeyChecking().Build()
            .Deserialize(new YamlDotNet.Core.Parser(new StringReader(DeployFiles.Read("compose", file)))));

    [Fact]
    public void OnPostgres_AllSilosAndApisAreOnIt()
    {
        Assert.Equal(
            [.. Ours.Where(name => name != "front"), "postgres"], OnPostgres.At("services")!.AsObject().Select(service => service.Key));
        Assert.All(Ours.Where(name => name != "front"), name => Assert.NotNull(OnPostgres.At($"services.{name}.depends_on.postgres")));
    }

    [Fact]
    public void Service_CanWriteToNothingAndHasTimeToEnd()
    {
        foreach (var name in Ours)
        {
            var service = Compose.At($"services.{name}");
            Assert.Equal("true", service.Text("read_only"));
            Assert.Equal(["ALL"], service.Items("cap_drop").Select(item => (string?)item));
            var grace = TimeSpan.FromSeconds(
                int.Parse(service.Text("stop_grace_period")!.TrimEnd('s'), System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(name == "front" ? grace > Endings.Front : grace > Endings.Api, name);
        }
    }

    [Fact]
    public void Service_OfASilo_AdvertisesItsOwnName()
    {
        foreach (var name in Ours.Where(name => name.StartsWith("silo", StringComparison.Ordinal)))
            Assert.Equal(name, Compose.Text($"services.{name}.environment.Reviews__Cluster__Address"));
    }

    [Fact]
    public void Front_LeadsToTheApisPortAndIsOpenToThisMachineOnly()
    {
        var urls = Listening().Matches(Images).Select(match => match.Groups[1].Value).ToArray();
        var to = Compose.Items("services.front.command").Select(item => (string)item!).Where(item => item != "--to");

        Assert.Equal(["http://api-1:8080", "http://api-2:8080"], to);
        Assert.Equal(["8081", "8080"], urls);
        Assert.Equal(["127.0.0.1:5080:8080"], Compose.Items("services.front.ports").Select(item => (string)item!));
        Assert.DoesNotContain(
            Compose.At("services")!.AsObject(), service => service.Key != "front" && service.Value.At("ports") is not null);
    }

    [Fact]
    public void Password_IsInNoFile()
    {
        var uses = new[] { "compose.yaml", "postgres.yaml" }.SelectMany(
            file => SecretUse().Matches(DeployFiles.Read("compose", file))).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, match => Assert.StartsWith("${REVIEWS_", match.Groups[2].Value, StringComparison.Ordinal));
    }

    [GeneratedRegex("^ENTRYPOINT \\[\"dotnet\", \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex EntryPoint();

    [GeneratedRegex("^COPY ((?!--from).+)$", RegexOptions.Multiline)]
    private static partial Regex CopiedFromContext();

    [GeneratedRegex("Urls=http://0\\.0\\.0\\.0:([0-9]+)")]
    private static partial Regex Listening();

    [GeneratedRegex("(PASSWORD: |Password=|AccountKey=|AZURITE_ACCOUNTS: reviews:)(\\S+)")]
    private static partial Regex SecretUse();
}
