namespace Reviews.Application.Members.Operators;

/// <summary>
/// Where the link that creates the first operator is kept when nobody is at a terminal: a process's output ends up in logs, which more
/// people can read than should become operators. Only the server's own user can read the file.
/// </summary>
internal static class SetupLinkFile
{
    /// <summary>What it is called in the data folder.</summary>
    public const string Name = "setup-link";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Keeps the link.</summary>
    /// <param name="folder">The data folder; made when missing.</param>
    /// <param name="link">The link.</param>
    /// <returns>The file, as a full path.</returns>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write it.</exception>
    public static string Keep(string folder, string link)
    {
        var path = Path.Combine(Path.GetFullPath(folder), Name);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.WriteLine(link);
        return path;
    }

    /// <summary>Removes what an earlier start left: its link is dead.</summary>
    public static void Forget(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (File.Exists(path)) File.Delete(path);
    }
}
