using System.Diagnostics;
using System.Globalization;

namespace Reviews.DevCluster.Processes;

/// <summary>Where the processes' logs and ids are: <c>logs/silo-1.log</c> and <c>run/silo-1.pid</c> in the data folder.</summary>
internal sealed class RunFolder
{
    private readonly string _logs;
    private readonly string _run;

    /// <summary>Creates the folders if they are missing.</summary>
    public RunFolder(string data)
    {
        _logs = Directory.CreateDirectory(Path.Combine(data, "logs")).FullName;
        _run = Directory.CreateDirectory(Path.Combine(data, "run")).FullName;
    }

    public string LogOf(string name) => Path.Combine(_logs, name + ".log");

    /// <summary>Anyone reading the file finds a complete number or no file.</summary>
    public void NotePid(string name, int pid)
    {
        var making = Path.ChangeExtension(PidFileOf(name), ".new");
        File.WriteAllText(making, pid.ToString(CultureInfo.InvariantCulture));
        File.Move(making, PidFileOf(name), overwrite: true);
    }

    public void ForgetPid(string name) => File.Delete(PidFileOf(name));

    /// <summary>
    /// The processes left behind by an earlier run, for instance because it was killed: two clusters must not share a data folder.
    /// </summary>
    public IEnumerable<(string Name, int Pid)> LeftBehind() =>
        from file in Directory.EnumerateFiles(_run, "*.pid")
        let pid = int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0
        where IsOurs(pid)
        select (Path.GetFileNameWithoutExtension(file), pid);

    private string PidFileOf(string name) => Path.Combine(_run, name + ".pid");

    /// <summary>Process ids are reused: it is ours only if it runs one of our programs.</summary>
    private static bool IsOurs(int pid)
    {
        if (pid <= 0) return false;
        try
        {
            using var process = Process.GetProcessById(pid);
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains("Reviews.", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is ArgumentException or IOException)
        {
            return false;
        }
    }
}
