using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.KeyRing;
using Reviews.Contracts.Platform;
using Reviews.Hosting;
using Reviews.Hosting.Settings;

namespace Reviews.Api.Tests.Accounts;

/// <summary>The keys that sign cookies and tokens: in the store, and worth nothing without the file beside it.</summary>
[Trait("Category", "Slow")]
public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reviews-api-").FullName;

    private string KeyFilePath => Path.Combine(_folder, KeyFile.Name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_InTheStore_AreEncryptedAndOpenAfterARestart()
    {
        string secret;
        await using (var site = await Site.StartAsync(folder: _folder))
        {
            secret = Protect(site, "a member");
            var keys = await RingAsync(site);
            Assert.NotEmpty(keys);
            Assert.All(keys, key => Assert.Empty(XElement.Parse(key).Descendants("masterKey")));
            Assert.All(keys, key => Assert.Contains("EncryptedXmlDecryptor", key, StringComparison.Ordinal));
        }

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFilePath));
        await using var again = await Site.StartAsync(folder: _folder);
        Assert.Equal("a member", Protector(again).Unprotect(secret));
    }

    /// <summary>A thief of the store has all of it, and not the file; so has whoever restored a backup without it.</summary>
    [Fact]
    public async Task Store_WithoutItsKeyFile_OpensNothingAndTheSiteGoesOn()
    {
        string secret;
        await using (var site = await Site.StartAsync(folder: _folder)) secret = Protect(site, "a member");

        File.Delete(KeyFilePath);
        await using var stolen = await Site.StartAsync(folder: _folder);

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Protector(stolen).Unprotect(secret));
        using var operatorAgain = await stolen.OperatorAsync();
        using var me = await operatorAgain.AskAsync("/api/me");
        Assert.Equal(HttpStatusCode.OK, me.StatusCode);
    }

    /// <summary>What releases before this one kept, and what somebody with the store in hand would put there.</summary>
    [Fact]
    public async Task PlainKey_InTheStore_SignsNothingAndIsRemoved()
    {
        string forged;
        await using (var site = await Site.StartAsync(folder: _folder))
        {
            var (plain, provider) = PlainKey();
            await site.Grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key).AddAsync(plain);
            forged = provider.CreateProtector("test").Protect("the operator");
        }

        await using var again = await Site.StartAsync(folder: _folder);

        Assert.All(await RingAsync(again), key => Assert.Empty(XElement.Parse(key).Descendants("masterKey")));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Protector(again).Unprotect(forged));
    }

    [Fact]
    public async Task Node_OfAClusterWithoutTheKeyFile_IsRefusedInOneSentence()
    {
        var output = new StringWriter();
        Assert.Equal(2, await ReviewsSilo.RunAsync(() => Site.Create(["--Reviews:Cluster:Gateway=127.0.0.1:1"], _folder).App, output));
        Assert.Contains("Reviews:Keys:Certificate", Assert.Single(output.ToString().TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFilePath));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("noise", "not a PEM or PFX certificate")]
    public async Task KeyFile_ThatIsNone_IsRefusedInOneSentence(string content, string because)
    {
        await File.WriteAllTextAsync(KeyFilePath, content, TestContext.Current.CancellationToken);
        var refused = Assert.Throws<ConfigurationRefusedException>(() => Site.Create(folder: _folder));
        Assert.Contains(because, Assert.Single(refused.Violations), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void KeyFile_WithAPasswordThatItDoesNotNeed_IsRefused()
    {
        KeyFile.Ensure(KeyFilePath);
        Assert.False(KeyFile.Ensure(KeyFilePath));   // the first one stays
        var refused = Assert.Throws<ConfigurationRefusedException>(
            () => Site.Create([$"--Reviews:Keys:Certificate={KeyFilePath}", "--Reviews:Keys:CertificatePassword=guess"], _folder));
        Assert.Contains("is not encrypted", refused.Message, StringComparison.Ordinal);
    }

    private static IDataProtector Protector(Site site) =>
        site.App.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static string Protect(Site site, string text) => Protector(site).Protect(text);

    private static async Task<IReadOnlyList<string>> RingAsync(Site site) =>
        await site.Grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key).ReadAsync();

    /// <summary>A key as it was kept by earlier releases, and what protects with it.</summary>
    private static (string Element, IDataProtectionProvider Provider) PlainKey()
    {
        var repository = new KeptElements();
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("OrleansReviews");
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = repository);
        var provider = services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
        _ = provider.CreateProtector("test").Protect("makes the key");
        return (repository.GetAllElements().Single().ToString(SaveOptions.DisableFormatting), provider);
    }

    private sealed class KeptElements : Microsoft.AspNetCore.DataProtection.Repositories.IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements];

        public void StoreElement(XElement element, string friendlyName) => _elements.Add(element);
    }
}
