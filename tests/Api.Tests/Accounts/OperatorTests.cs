using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Accounts;

/// <summary>The first operator: from the configuration, or through the link on the console.</summary>
[Trait("Category", "Slow")]
public sealed partial class OperatorTests(SharedSite shared)
{
    private static readonly string[] NoOperator = ["--Reviews:Operator:Email=", "--Reviews:Operator:Password="];

    [Fact]
    public async Task Configured_Operator_HasTheRole()
    {
        using var client = await shared.Site.OperatorAsync();
        var me = await client.ReadAsync("/api/me");
        Assert.Equal("operator", Assert.Single(me.GetProperty("roles").EnumerateArray()).GetString());
        Assert.DoesNotContain("/account/setup", shared.Site.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configured_EmailOfAnOrdinaryMember_GetsNoRole()
    {
        var folder = Site.NewFolder();
        await using (var first = await Site.StartAsync(NoOperator, folder))
        {
            using var squatter = await first.NewMemberAsync(Site.OperatorEmail);
        }

        await using (var second = await Site.StartAsync(folder: folder))
        {
            using var squatter = await second.OperatorAsync();
            Assert.Empty((await squatter.ReadAsync("/api/me")).GetProperty("roles").EnumerateArray());
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task SetupLink_WithoutConfiguration_WorksOnceAndNotAfterARestart()
    {
        var folder = Site.NewFolder();
        await using (var site = await Site.StartAsync(NoOperator, folder))
        {
            var link = await LinkAsync(site);
            using var client = site.Visitor();
            using var form = await client.AskAsync(link);
            Assert.Equal("text/html", form.Content.Headers.ContentType?.MediaType);

            using var weak = await PostAsync(client, link, "weak");
            Assert.Contains(
                "role=\"alert\"", await weak.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using var done = await PostAsync(client, link, Site.Password);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.False(File.Exists(Path.Combine(folder, "setup-link")));
            using var again = await PostAsync(client, link, Site.Password);
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);

            using var made = await site.SignedInAsync("first@example.com");
            using var audit = await made.AskAsync("/api/admin/audit/nothing-here-1900");
            await ProblemAssert.IsAsync(HttpStatusCode.NotFound, audit);   // and not 403
        }

        await using (var restarted = await Site.StartAsync(NoOperator, folder))
        {
            await Eventually.GetAsync(() => restarted.Output, output => output.Contains("is ready", StringComparison.Ordinal));
            Assert.DoesNotContain("/account/setup", restarted.Output, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task SetupAsJson_TokenWrongThenRight_Is404Then200()
    {
        await using var site = await Site.StartAsync(NoOperator);
        var token = (await LinkAsync(site)).Split('=')[1];
        using var client = site.Visitor();
        using var wrong = await SetUpAsync(client, new string('0', token.Length), Site.Password);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, wrong);
        using var weak = await SetUpAsync(client, token, "weak");
        await ProblemAssert.NamesAsync("PasswordTooShort", weak);
        using var right = await SetUpAsync(client, token, Site.Password);
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        using var again = await SetUpAsync(client, token, Site.Password);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, again);
    }

    [Fact]
    public async Task Setup_WhileThereIsAnOperator_Is404()
    {
        using var client = shared.Site.Visitor();
        using var form = await client.AskAsync("/account/setup?token=");
        Assert.Equal(HttpStatusCode.NotFound, form.StatusCode);
        using var json = await SetUpAsync(client, "", Site.Password);
        await ProblemAssert.IsAsync(HttpStatusCode.NotFound, json);
    }

    private static async Task<string> LinkAsync(Site site)
    {
        var file = Path.Combine(site.Folder, "setup-link");
        var output = await Eventually.GetAsync(() => site.Output, said => said.Contains(file, StringComparison.Ordinal));
        Assert.DoesNotContain("token=", output, StringComparison.Ordinal);   // it is kept in logs
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        return Link().Match(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Value;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string link, string password)
    {
        using var form = new FormUrlEncodedContent([new("email", "first@example.com"), new("password", password)]);
        return await client.PostAsync(link, form, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> SetUpAsync(HttpClient client, string token, string password) =>
        client.PostAsJsonAsync(
            "/api/account/setup", new { token, email = "first@example.com", password }, TestContext.Current.CancellationToken);

    [GeneratedRegex(@"http://\S+/account/setup\?token=[0-9a-f]{64}")]
    private static partial Regex Link();
}
