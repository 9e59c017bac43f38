namespace Reviews.Cluster.Processes;

/// <summary>What one process says, line by line. Beside it at most one older file, so that the disk can't fill.</summary>
internal sealed class LogFile : IDisposable
{
    /// <summary>Size at which a file makes room for the next: 64 MiB.</summary>
    private const long MaxBytes = 64 * 1024 * 1024;

    private readonly string _path;
    private readonly Lock _writing = new();
    private StreamWriter? _file;

    public LogFile(string path) => (_path, _file) = (path, Open(path));

    /// <summary>The line written last; empty before the first.</summary>
    public string LastLine { get; private set; } = "";

    /// <summary>Adds a line. After the end it is dropped: a dying process may still speak.</summary>
    public void Write(string line)
    {
        lock (_writing)
        {
            if (_file is null) return;
            if (_file.BaseStream.Length > MaxBytes) Turn();
            _file.WriteLine(line);
            if (!string.IsNullOrWhiteSpace(line)) LastLine = line;
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Turn()
    {
        _file!.Dispose();
        File.Move(_path, Path.ChangeExtension(_path, ".old.log"), overwrite: true);
        _file = Open(_path);
    }

    private static StreamWriter Open(string path) => new(path, append: true) { AutoFlush = true };
}
