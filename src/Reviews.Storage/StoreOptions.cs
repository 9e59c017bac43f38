using System.ComponentModel.DataAnnotations;

namespace Reviews.Storage;

/// <summary>How long a store may take and how much it may queue, whatever database it is on.</summary>
public abstract class StoreOptions
{
    /// <summary>
    /// Whether the store is opened read-only: nothing is created, swept, noted or written, the database itself refuses every write, and a
    /// store in the earlier format is read as it is. For tools. Default: false.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <summary>Longest wait for one write, or for the next piece of a read. A write not begun by then is dropped. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A journal's log is compacted when it outgrows both the last snapshot and this many bytes. Default: 64 KiB.</summary>
    [Range(1 << 10, 1 << 26)]
    public int CompactionFloorBytes { get; set; } = 64 << 10;

    /// <summary>Concurrent compactions; each holds a second copy of one journal's state. Default: 2.</summary>
    [Range(1, 16)]
    public int MaxConcurrentCompactions { get; set; } = 2;

    /// <summary>Journals waiting to be compacted; beyond that, a journal asks again with its next write. Default: 1,024.</summary>
    [Range(1, 1 << 16)]
    public int MaxQueuedCompactions { get; set; } = 1 << 10;

    /// <summary>Writes waiting for the writer; beyond that, writes are refused immediately. Default: 65,536.</summary>
    [Range(1, 1 << 22)]
    public int MaxQueuedWrites { get; set; } = 1 << 16;

    /// <summary>Bytes waiting for the writer, and so the largest single write. Default: 64 MiB.</summary>
    [Range(1L << 16, 1L << 32)]
    public long MaxQueuedBytes { get; set; } = 64 << 20;

    /// <summary>Writes made durable by one transaction. Default: 1,024.</summary>
    [Range(1, 1 << 16)]
    public int MaxGroupWrites { get; set; } = 1 << 10;

    /// <summary>
    /// Bytes made durable by one transaction (a larger single write goes alone). Small, so that no vote waits long for others in its group.
    /// Default: 1 MiB.
    /// </summary>
    [Range(1L << 12, 1L << 28)]
    public long MaxGroupBytes { get; set; } = 1 << 20;

    /// <summary>Connections for reading, and so the number of concurrent reads. Default: 4.</summary>
    [Range(1, 64)]
    public int ReadConnections { get; set; } = 4;

    /// <summary>Reads waiting for a connection; beyond that, reads are refused immediately. Default: 65,536.</summary>
    [Range(1, 1 << 22)]
    public int MaxQueuedReads { get; set; } = 1 << 16;
}
