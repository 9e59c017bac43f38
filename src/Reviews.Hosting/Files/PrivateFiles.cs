using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Files;

/// <summary>
/// What the process writes is for its own user only: store, logs, emails, copies and keys are as secret as their contents.
/// </summary>
internal static partial class PrivateFiles
{
    private const uint GroupAndOthers = 0b000_111_111;

    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Makes everything that the process and its children create from now on private: files 0600, folders 0700.</summary>
    public static void KeepAll()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(GroupAndOthers);
    }

    /// <summary>
    /// What others may read or write, with its mode: the folder itself and its direct contents. Empty if there is no such folder.
    /// </summary>
    public static IEnumerable<string> OpenToOthers(string folder) =>
        OperatingSystem.IsWindows() || !Directory.Exists(folder) ? [] : Open(folder);

    [UnsupportedOSPlatform("windows")]
    private static IEnumerable<string> Open(string folder) =>
        from path in Directory.EnumerateFileSystemEntries(folder).Prepend(folder)
        let mode = File.GetUnixFileMode(path)
        where (mode & OfOthers) != 0
        select $"{path} ({Convert.ToString((int)mode, 8).PadLeft(4, '0')})";

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint Umask(uint mask);
}

/// <summary>Warns at startup if others can access what an earlier release, or someone by hand, left in the data folder.</summary>
internal sealed partial class PrivateFilesCheck(SiloSettings settings, ILogger<PrivateFilesCheck> logger) : IHostedService
{
    /// <summary>How many are listed: 8.</summary>
    private const int MaxNamed = 8;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(settings.Data);
        string[] open = [.. PrivateFiles.OpenToOthers(folder)];
        if (open.Length > 0) LogOpen(open.Length, folder, string.Join(", ", open.Take(MaxNamed)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} files or folders of Reviews:Data may be read or written by others than their owner; 'chmod -R go-rw {Folder}' ends "
            + "that: {Open}")]
    private partial void LogOpen(int count, string folder, string open);
}
