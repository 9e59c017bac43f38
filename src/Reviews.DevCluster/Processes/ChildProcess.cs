using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Reviews.DevCluster.Processes;

/// <summary>One run of one process: its output goes to its log, and it is stopped by its process id.</summary>
internal sealed partial class ChildProcess : IDisposable
{
    private const int SigTerm = 15;

    private const uint GroupAndOthers = 0b000_111_111;

    /// <summary>
    /// Puts a process into its own session: Ctrl-C at the terminal then reaches only us, and we stop the processes in order.
    /// </summary>
    private const string OwnSession = "/usr/bin/setsid";

    private readonly Process _process;
    private readonly NodePlan _plan;
    private readonly RunFolder _folder;
    private readonly LogFile _log;

    private ChildProcess(NodePlan plan, RunFolder folder, LogFile log, Action<string> heard)
    {
        (_plan, _folder, _log) = (plan, folder, log);
        _process = new Process { StartInfo = StartOf(plan) };
        _process.OutputDataReceived += (_, said) => Hear(said.Data, heard);
        _process.ErrorDataReceived += (_, said) => Hear(said.Data, heard);
    }

    public int Id => _process.Id;

    /// <summary>Starts it.</summary>
    /// <param name="plan">What to start.</param>
    /// <param name="folder">Where its log and process id go.</param>
    /// <param name="heard">Gets each line of its output.</param>
    public static ChildProcess Start(NodePlan plan, RunFolder folder, Action<string> heard)
    {
        var child = new ChildProcess(plan, folder, new LogFile(folder.LogOf(plan.Name)), heard);
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child.NoteId();
        return child;
    }

    /// <summary>Waits for it to exit.</summary>
    /// <returns>Its exit code and its last line of output.</returns>
    public async Task<(int Code, string LastLine)> EndAsync(CancellationToken ct)
    {
        await _process.WaitForExitAsync(ct);
        return (_process.ExitCode, _log.LastLine);
    }

    /// <summary>Asks it to stop, and kills it if it has not stopped within the limit.</summary>
    /// <returns>Whether it stopped without being killed.</returns>
    public async Task<bool> StopAsync(TimeSpan limit)
    {
        _ = Signal(_process.Id, SigTerm);   // it may have just exited: then there is nothing to do
        try
        {
            await _process.WaitForExitAsync().WaitAsync(limit);
            return true;
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            return false;
        }
    }

    public void Dispose()
    {
        _folder.ForgetPid(_plan.Name);
        _process.Dispose();
        _log.Dispose();
    }

    /// <summary>A process whose id is not recorded must not be left behind: the next start would start a second one.</summary>
    private void NoteId()
    {
        try
        {
            _folder.NotePid(_plan.Name, Id);
        }
        catch
        {
            _process.Kill();
            _process.WaitForExit();
            Dispose();
            throw;
        }
    }

    private static ProcessStartInfo StartOf(NodePlan plan)
    {
        string[] command = ["dotnet", plan.Program, .. plan.Arguments];
        if (File.Exists(OwnSession)) command = [OwnSession, .. command];
        var start = new ProcessStartInfo(command[0],
            command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in plan.Settings) start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private void Hear(string? line, Action<string> heard)
    {
        if (line is null) return;
        _log.Write(line);
        heard(line);
    }

    /// <summary>
    /// Makes everything that this process and its children create from now on private to their user: files 0600, folders 0700.
    /// </summary>
    public static void KeepFilesPrivate()
    {
        if (!OperatingSystem.IsWindows()) _ = Umask(GroupAndOthers);
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint Umask(uint mask);

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int processId, int signal);
}
