namespace Reviews.DevCluster.Processes;

/// <summary>One process's output, line by line. There is at most one older file next to it, so that the disk can't fill up.</summary>
/// <remarks>
/// When the disk is full, lines are dropped and the processes continue. Missing lines are counted, and reported when there is room again.
/// </remarks>
internal sealed class LogFile(string path, Func<string, Stream> open) : IDisposable
{
    /// <summary>Size at which the file is rotated: 64 MiB.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _writing = new();
    private StreamWriter? _file;
    private int _missing;
    private bool _closed;

    public LogFile(string path) : this(path, Append)
    {
    }

    /// <summary>The last line of output, written or not: it shows why a process ended. Empty before the first.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Adds a line. Once closed, lines are dropped: a dying process may still write.</summary>
    public void Write(string line)
    {
        lock (_writing)
        {
            if (_closed) return;
            if (!string.IsNullOrWhiteSpace(line)) LastLine = line;
            try
            {
                Add(line);
            }
            catch (IOException)
            {
                _missing++;
                GiveUp();   // its buffer may hold half a line
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _closed = true;
            GiveUp();
        }
    }

    private void Add(string line)
    {
        if (_file?.BaseStream.Length > MaxBytes) Turn();
        _file ??= new StreamWriter(open(path)) { AutoFlush = true };
        if (_missing > 0) _file.Write($"{_file.NewLine}({_missing} lines are missing here: they could not be written.){_file.NewLine}");
        _missing = 0;
        _file.WriteLine(line);
    }

    private void Turn()
    {
        GiveUp();
        File.Move(path, Path.ChangeExtension(path, ".old.log"), overwrite: true);
    }

    /// <summary>Closes the stream only: every line was flushed, and what could not be flushed must not be retried.</summary>
    private void GiveUp()
    {
        _file?.BaseStream.Dispose();
        _file = null;
    }

    /// <summary>Unbuffered: what a full disk refused must not be kept and written later, in the middle of something else.</summary>
    private static FileStream Append(string path) => new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
}
