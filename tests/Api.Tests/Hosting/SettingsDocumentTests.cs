using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Reviews.Api.Hosting;
using Reviews.Application.KeyRing;
using Reviews.Hosting.Settings;

namespace Reviews.Api.Tests.Hosting;

/// <summary>Each setting that operators are told of: a wrong value is one sentence with its full name, before anything is built.</summary>
public sealed partial class SettingsDocumentTests
{
    /// <summary>Wrong values of each setting, with what has to be set besides so that nothing else is wrong.</summary>
    private static readonly Dictionary<string, Wrong> Wrongs = new(StringComparer.Ordinal)
    {
        ["Urls"] = new(["here", "http://127.0.0.1:70000", "ftp://127.0.0.1:21", "http://127.0.0.1:5080/films"]),
        ["Reviews:Store"] = new(["papyrus", ""]),
        ["Reviews:Data"] = new(["", " ", typeof(SettingsDocumentTests).Assembly.Location]),
        ["Reviews:Postgres:ConnectionString"] = new(["this is none of it", "Username=reviews", "Host=db;Port=many"]),
        ["Reviews:Postgres:Schema"] = new(["a-b", "pg_reviews", ""]),
        ["Reviews:Azure:ConnectionString"] = new(["this is none of it"]),
        ["Reviews:Azure:ServiceUri"] = new(["account", "ftp://account.example", "http://"]),
        ["Reviews:Azure:TableServiceUri"] = new(["account", "http://"]),
        ["Reviews:Azure:Container"] = new(["Reviews", "a", "a--b", ""]),
        ["Reviews:Azure:CreateContainer"] = new(["maybe", ""]),
        ["Reviews:Cluster:Membership"] = new(["gossip", ""]),
        ["Reviews:Cluster:Id"] = new([" ", "two\nlines", new string('x', 200)]),
        ["Reviews:Cluster:ConnectionString"] = new(
            ["this is none of it"], "Reviews:Cluster:Membership=postgres", "Reviews:Store=postgres",
            "Reviews:Postgres:ConnectionString=Host=db"),
        ["Reviews:Cluster:Address"] = new(["no host", ""]),
        ["Reviews:Cluster:Gateway"] = new(["somewhere", "127.0.0.1"]),
        ["Reviews:Cluster:Certificate"] = new(["/nowhere/silo.pem"]),
        ["Reviews:Cluster:CertificateKey"] = new(["/nowhere/silo.key"]),
        ["Reviews:Cluster:CertificatePassword"] = new(["guess"]),
        ["Reviews:Cluster:Authority"] = new(["/nowhere/authority.pem"]),
        ["Reviews:Cluster:TrustedNetwork"] = new(["maybe", "1", ""]),
        ["Reviews:Keys:Certificate"] = new(["/nowhere/keys.pem", typeof(SettingsDocumentTests).Assembly.Location]),
        ["Reviews:Keys:CertificatePassword"] = new(["without a certificate"]),
        ["Reviews:SiloPort"] = new(["many", "0", "70000"]),
        ["Reviews:GatewayPort"] = new(["many", "0", "70000"]),
        ["Reviews:Name"] = new(["two\nlines", new string('x', 101)]),
        ["Reviews:Accounts:ConfirmedOnly"] = new(["maybe", "1"]),
        ["Reviews:Sample"] = new(["perhaps", ""]),
        ["Reviews:Subscriptions:WebhookSecret"] = new(["whsec_short"]),
        ["Reviews:Subscriptions:WebhookTolerance"] = new(["5 minutes", "00:00:00", "1.00:00:00"]),
        ["Reviews:Subscriptions:Offer"] = new(["shop", "javascript:alert(1)"]),
        ["Reviews:SampleReaders"] = new(["some"]),
        ["Reviews:Operator:Email"] = new(["nobody", "a@b"], "Reviews:Operator:Password=Sh1ning-path"),
        ["Reviews:Operator:Password"] = new(["without an email"]),
        ["Reviews:Mail:Smtp:Host"] = new(["no host"]),
        ["Reviews:Mail:Smtp:Port"] = new(["0", "smtp"]),
        ["Reviews:Mail:Smtp:User"] = new(["me"]),
        ["Reviews:Mail:Smtp:Password"] = new(["without a user"]),
        ["Reviews:Mail:Smtp:Security"] = new(["Tight", "Auto", ""]),
        ["Reviews:Mail:From"] = new(["nobody at all", "nobody", "Bob <bob>", ""]),
        ["Reviews:Mail:ShowHere"] = new(["maybe", "1"]),
        ["Reviews:Mail:Site"] = new(
            ["example.org", "ftp://example.org", "https://me:pw@example.org", "https://example.org/?a=1", "https://example.org/%zz"]),
        ["Reviews:Mail:Folder"] = new([typeof(SettingsDocumentTests).Assembly.Location, "/dev/null/mail"]),
        ["Reviews:Proxies"] = new(["10.0.0.7"]),
        ["Reviews:Drain"] = new(["soon", "-00:00:01", "00:02:00", "3"]),
        ["Reviews:Quotas:Enabled"] = new(["maybe"]),
        ["Reviews:Quotas:RequestsPerMinute"] = new(["0", "many", "2000000"]),
        ["Reviews:Quotas:RegistrationsPerHour"] = new(["0", "many"]),
        ["Reviews:Quotas:SignInsPerMinute"] = new(["0", "many"]),
        ["Reviews:Quotas:MailsPerHour"] = new(["0", "many"]),
        ["Reviews:Quotas:ReportsPerHour"] = new(["0", "many"]),
        ["Reviews:Quotas:ReviewsPerHour"] = new(["0", "many"]),
        ["Reviews:Moderation:FirstReviewsWait"] = new(["-1", "101", "all"]),
        ["Reviews:Films:YoungAge"] = new(["-1.00:00:00", "a week"]),
        ["Reviews:Films:SurgeVotes"] = new(["x", "0", ""]),
        ["Reviews:Quotas:VotesPerMinute"] = new(["0", "many", ""]),
        ["Reviews:Live:Interval"] = new(["abc", "00:00:00", "5"]),
        ["Reviews:Live:SendTimeout"] = new(["abc", "00:02:00"]),
        ["Reviews:Live:MaxConnections"] = new(["0", "many"]),
        ["Reviews:Method:MinimumVotes"] = new(["0", "NaN", "few"]),
        ["Reviews:Method:MeanAge"] = new(["old", "-00:00:01"]),
        ["Reviews:Telemetry:Endpoint"] = new(["there", "ftp://127.0.0.1"]),
        ["Reviews:Dashboard:Profile"] = new(["maybe"]),
        ["Reviews:Films:QuietTime"] = new(["quiet", "00:00:00"]),
        ["Reviews:Shards:PushInterval"] = new(["x", "00:00:00"]),
        ["Reviews:Shards:AskInterval"] = new(["x", "00:00:00"]),
        ["Reviews:Shards:EpochInterval"] = new(["x", "00:00:00"]),
        ["Reviews:Shards:MaxAsked"] = new(["x", "0"]),
        ["Reviews:Quotas:RetryDelay"] = new(["x", "00:00:00"]),
        ["Reviews:Quotas:ResumeInterval"] = new(["x", "00:00:00"]),
        ["Reviews:Quotas:ResumeTime"] = new(["x", "00:00:00"]),
    };

    /// <summary>Of what nobody should need all is a silo's: the second table has no column for it.</summary>
    private static readonly string[] SiloSections = ["Reviews:Films:", "Reviews:Shards:", "Reviews:Quotas:"];

    /// <summary>The rows of both tables: the name, and whether a silo reads it too.</summary>
    private static readonly Dictionary<string, bool> Documented = Document();

    public static TheoryData<string> Names => [.. Documented.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Setting_OfAWrongValue_IsRefusedInOneSentenceWithItsName(string name)
    {
        Assert.True(Wrongs.TryGetValue(name, out var wrong), $"Name wrong values of {name} here.");
        Assert.All(wrong.Values, value =>
        {
            var configuration = With(name, value, wrong.Besides);
            AssertRefused(name, () => KeysOf(ReviewsOptions.Read(configuration)));
            if (Documented[name]) AssertRefused(name, () => SiloSettings.Read(configuration));
        });
    }

    private static X509Certificate2 KeysOf(ReviewsOptions options) => KeyCertificate.Of(options.Keys, options.Silo);

    [Fact]
    public void Settings_OfBothPrograms_AreThoseOfTheDocument()
    {
        var reader = new SettingsReader(With("Urls", ""), SiloSettings.Section);
        reader.Read(reader.Read(new ReviewsOptions()).Silo);

        Assert.Equal(Documented.Keys.Where(name => name != "Urls").Order(StringComparer.Ordinal),
            reader.Names.Select(WithoutEntry).Order(StringComparer.Ordinal));
        Assert.Equal(Wrongs.Keys.Order(StringComparer.Ordinal), Documented.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_OfTheApi_AreKnownToASilo()
    {
        var (both, silo) = (new SettingsReader(With("Urls", ""), SiloSettings.Section), new SettingsReader(
            With("Urls", ""), SiloSettings.Section));
        both.Read(new ReviewsOptions());
        silo.Read(new SiloSettings());

        Assert.Equal(both.Names.Except(silo.Names).Order(StringComparer.Ordinal), ApiSettingNames.All.Order(StringComparer.Ordinal));
        SiloSettings.Read(With("Reviews:Proxies:1", "10.0.0.7"));
    }

    [Theory]
    [InlineData("Reviews:Cluster:TrustedNetworks", "Reviews:Cluster:TrustedNetwork")]
    [InlineData("Reviews:Mail:Sites", "Reviews:Mail:Site")]
    [InlineData("Reviews:Flims:SurgeVotes", "Reviews:Films:SurgeVotes")]
    [InlineData("Reviews:Store:Kind", "Reviews:Store")]
    [InlineData("Reviews:Proxies:first", "Reviews:Proxies:0")]
    [InlineData("Reviews:Silo:Store", "Reviews:SiloPort")]
    public void Key_ThatNobodyReads_IsRefusedWithTheNearestSetting(string key, string nearest)
    {
        var configuration = With(key, "true");
        Assert.Contains(
            $"; the closest is {nearest}.", AssertRefused(key, () => ReviewsOptions.Read(configuration)), StringComparison.Ordinal);
        AssertRefused(key, () => SiloSettings.Read(configuration));
    }

    [Fact]
    public void Settings_OfWhichSeveralAreWrong_AreAllNamed()
    {
        var refused = Assert.Throws<ConfigurationRefusedException>(
            () => ReviewsOptions.Read(
                With("Reviews:Live:Interval", "abc", "Reviews:Films:SurgeVotes=x", "Reviews:Mial:From=a@b.example", "Urls=here")));
        Assert.Equal(4, refused.Violations.Count);
    }

    [Fact]
    public void Text_ThatIsEmpty_IsNothingWhereNothingIsTheDefault()
    {
        var options = ReviewsOptions.Read(
            With("Reviews:Cluster:Gateway", "", "Reviews:SiloPort=", "Reviews:Drain=", "Reviews:Mail:Smtp:Host=", "Reviews:Proxies:0="));
        Assert.Null(options.Silo.Cluster.Gateway);
        Assert.Empty(options.Proxies);
    }

    private static string AssertRefused(string name, Action read)
    {
        var sentence = Assert.Single(Assert.Throws<ConfigurationRefusedException>(read).Violations);
        Assert.Contains(name, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', sentence);
        Assert.DoesNotContain("Options", sentence, StringComparison.Ordinal);   // no type of ours
        return sentence;
    }

    private static IConfiguration With(string name, string value, params string[] besides) => new ConfigurationBuilder()
        .AddInMemoryCollection(
            besides.Select(setting => setting.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)])
        .Build();

    private static Dictionary<string, bool> Document()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var start = text.IndexOf("## Settings", StringComparison.Ordinal);
        var tables = text[start..text.IndexOf("\n## ", start, StringComparison.Ordinal)].Split("Nobody should need these");
        var first = Row().Matches(tables[0]).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value is not "API");
        foreach (var name in Row().Matches(tables[1]).Select(row => row.Groups[1].Value))
            first[name] = SiloSections.Any(section => name.StartsWith(section, StringComparison.Ordinal));
        return first;
    }

    private static string WithoutEntry(string name) => name.EndsWith(":0", StringComparison.Ordinal) ? name[..^2] : name;

    [GeneratedRegex(@"^\| `([A-Za-z:]+)` \| ([^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private sealed record Wrong(string[] Values, params string[] Besides);
}
