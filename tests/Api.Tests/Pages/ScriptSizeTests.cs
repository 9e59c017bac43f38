using System.Globalization;
using System.IO.Compression;

namespace Reviews.Api.Tests.Pages;

/// <summary>What a phone has to load before a page is live.</summary>
public sealed class ScriptSizeTests
{
    /// <summary>Of all script on any page, in gzip: 60 KB.</summary>
    private const int MaxBytes = 60_000;

    /// <summary>What other people's pages load; ours do not.</summary>
    private const string ForOthers = "embed.js";

    [Fact]
    public void Script_OfAllPages_StaysSmall()
    {
        var files = Directory.GetFiles(
            Path.Combine(Repository.Root, "src", "Reviews.Web", "wwwroot", "dist"), "*.js", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != ForOthers).ToArray();
        Assert.NotEmpty(files);

        var bytes = files.Sum(Compressed);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"Figure: the pages' script, all of it: {bytes:N0} bytes in gzip, of {MaxBytes:N0} allowed."));
        Assert.InRange(bytes, 1, MaxBytes);
    }

    private static long Compressed(string file)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(File.ReadAllBytes(file));
        return bytes.Length;
    }
}
