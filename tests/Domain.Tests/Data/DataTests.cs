using System.Security.Cryptography;
using System.Text;
using Reviews.Domain.Data;
using Reviews.Testing;

namespace Domain.Tests.Data;

/// <summary>
/// The generated lists are what their packages say: the script that wrote them has checked the packages, and wrote these checksums down.
/// </summary>
public sealed class DataTests
{
    [Theory]
    [InlineData("confusables.txt", 6_000)]
    [InlineData("common-passwords.txt", 10_000)]
    public void List_IsAsItWasGenerated(string list, int least)
    {
        var lines = DataLines.Of(list).ToArray();
        var folder = Path.Combine(Repository.Root, "src/Reviews.Domain/Data");
        var text = File.ReadAllText(Path.Combine(folder, list)).ReplaceLineEndings("\n");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        Assert.True(lines.Length >= least, $"{list} has {lines.Length} lines.");
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(checksum, File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, list == "confusables.txt" ? "LICENSE-UNICODE.txt" : "LICENSE-PASSWORDS.txt")));
    }
}
