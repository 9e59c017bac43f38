using System.Diagnostics;
using System.Globalization;

namespace Reviews.DevCluster.Processes;

/// <summary>
/// Where the logs of the processes are, and their numbers: <c>logs/silo-1.log</c> and <c>run/silo-1.pid</c> in the data folder.
/// </summary>
internal sealed class RunFolder
{
    private readonly string _logs;
    private readonly string _run;

    /// <summary>Makes the folders when they are not there.</summary>
    public RunFolder(string data)
    {
        _logs = Directory.CreateDirectory(Path.Combine(data, "logs")).FullName;
        _run = Directory.CreateDirectory(Path.Combine(data, "run")).FullName;
    }

    public string LogOf(string name) => Path.Combine(_logs, name + ".log");

    /// <summary>Anyone who reads the file finds a complete number or no file.</summary>
    public void NotePid(string name, int pid)
    {
        var making = Path.ChangeExtension(PidFileOf(name), ".new");
        File.WriteAllText(making, pid.ToString(CultureInfo.InvariantCulture));
        File.Move(making, PidFileOf(name), overwrite: true);
    }

    public void ForgetPid(string name) => File.Delete(PidFileOf(name));

    /// <summary>
    /// The processes that an earlier run left behind, as when it was killed itself: two clusters must not share a data folder.
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
