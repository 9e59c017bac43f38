using System.Runtime.Versioning;

namespace Process.Tests;

/// <summary>What a process writes is its user's alone, whatever it was started with.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PrivateFilesTests
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [Fact]
    public async Task Files_OfAServer_AreItsUsersAlone()
    {
        using var parent = new DataFolder();
        var data = Path.Combine(parent.Path, "data");
        await using var server = await ServerProcess.StartApiAsync(data, "--Reviews:Sample=false");

        string[] paths = [data, .. Directory.EnumerateFileSystemEntries(data, "*", SearchOption.AllDirectories)];
        Assert.Contains(Path.Combine(data, "reviews.db"), paths);
        Assert.Contains(Path.Combine(data, "keys.pem"), paths);
        Assert.Contains(Path.Combine(data, "setup-link"), paths);
        Assert.All(paths, path => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & ~Owner));
        Assert.DoesNotContain("may be read or written by others", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("token=", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_ThatOthersMayRead_IsToldAtTheStart()
    {
        using var parent = new DataFolder();
        var data = Path.Combine(parent.Path, "data");
        Directory.CreateDirectory(data);
        File.SetUnixFileMode(data, Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await using var server = await ServerProcess.StartApiAsync(data, "--Reviews:Sample=false");

        Assert.Contains($"{data} (0744)", server.Output, StringComparison.Ordinal);
    }
}
