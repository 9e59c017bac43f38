using Reviews.DevCluster.Processes;

namespace Cluster.Tests.Processes;

/// <summary>A disk that takes no more costs lines of the log, and nothing else.</summary>
public sealed class LogFileTests : IDisposable
{
    private readonly DataFolder _data = new();
    private readonly FillingDisk _disk = new();

    [Fact]
    public void Write_OnAFullDisk_GoesOnAndSaysWhatIsMissing()
    {
        var path = Path.Combine(_data.Path, "silo-1.log");
        using (var log = new LogFile(path, _disk.Open))
        {
            log.Write("before");
            _disk.IsFull = true;
            log.Write("lost");
            log.Write("lost as well");
            Assert.Equal("lost as well", log.LastLine);
            _disk.IsFull = false;
            log.Write("after");
        }

        Assert.Equal(
            ["before", "(2 lines are missing here: they could not be written.)", "after"],
            File.ReadAllLines(path).Where(line => line.Length > 0));
    }

    [Fact]
    public void Write_FileCanNotBeMadeAtFirst_IsMadeLater()
    {
        var path = Path.Combine(_data.Path, "silo-1.log");
        using var log = new LogFile(path, _disk.Open);
        _disk.IsFull = true;
        log.Write("lost");
        _disk.IsFull = false;
        log.Write("after");

        Assert.EndsWith("after\n", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AfterTheEnd_IsDropped()
    {
        var path = Path.Combine(_data.Path, "silo-1.log");
        var log = new LogFile(path);
        log.Write("last");
        log.Dispose();
        log.Write("too late");

        Assert.Equal("last\n", File.ReadAllText(path));
    }

    public void Dispose() => _data.Dispose();

    /// <summary>A disk that is full when a test says so.</summary>
    private sealed class FillingDisk
    {
        public bool IsFull { get; set; }

        public Stream Open(string path) => IsFull ? throw Full() : new FileOnIt(this, path);

        private static IOException Full() => new("No space left on device");

        private sealed class FileOnIt(FillingDisk disk, string path)
            : FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0)
        {
            /// <summary>A derived stream's other ways to write lead here.</summary>
            public override void Write(byte[] buffer, int offset, int count)
            {
                if (disk.IsFull) throw Full();
                base.Write(buffer, offset, count);
            }
        }
    }
}
