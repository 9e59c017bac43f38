using System.Diagnostics;

namespace Process.Tests.Fixtures;

/// <summary>
/// A disk of few megabytes, in memory, that a test fills and empties. Mounting needs rights that not every machine gives.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 16;
    private const int BlockBytes = 4_096;

    private readonly DataFolder _folder = new();

    private SmallDisk()
    {
    }

    public string Path => _folder.Path;

    private string Ballast => System.IO.Path.Combine(_folder.Path, "ballast");

    /// <summary>Null where nothing may be mounted.</summary>
    public static SmallDisk? Mount()
    {
        var disk = new SmallDisk();
        if (Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", disk.Path)) return disk;
        disk._folder.Dispose();
        return null;
    }

    /// <summary>Leaves no block free.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[BlockBytes];
        try
        {
            while (true) ballast.Write(block);
        }
        catch (IOException)
        {
            return;   // full
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public void Dispose()
    {
        Assert.True(Run("umount", Path), $"{Path} can't be unmounted.");
        _folder.Dispose();
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
