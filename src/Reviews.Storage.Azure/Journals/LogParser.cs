using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Azure.Journals;

/// <summary>Checks a log as it is read (every checksum, every number, nothing missing) and adds up what it costs.</summary>
internal sealed class LogParser(JournalName name, LogId log)
{
    private readonly ulong _place = LogFrame.Place(name, log);
    private byte[] _rest = [];

    /// <summary>Frames seen, and so the next frame's number.</summary>
    public long Frames { get; private set; }

    public long SnapshotBytes { get; private set; }

    /// <summary>Total cost of the segments.</summary>
    public long Log { get; private set; }

    /// <summary>Bytes of snapshot and segments.</summary>
    public long Bytes { get; private set; }

    /// <summary>The payloads completed by these bytes.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> piece)
    {
        var bytes = _rest.Length == 0 ? piece : new([.. _rest, .. piece.Span]);
        while (bytes.Length >= LogFrame.HeaderBytes)
        {
            var frame = LogFrame.ReadHeader(bytes.Span);
            if (frame.Length < 0 || frame.Number != Frames) throw Damaged($"frame {Frames} is missing");
            var length = LogFrame.HeaderBytes + frame.Length;
            if (bytes.Length < length) break;
            if (!frame.IsIntact(_place, bytes.Span[..length])) throw Damaged($"the checksum of frame {Frames} does not match");
            Count(frame);
            yield return bytes[LogFrame.HeaderBytes..length];
            bytes = bytes[length..];
        }

        _rest = bytes.ToArray();
    }

    /// <summary>Checks that nothing is left over, and that the frames the log began with are all there.</summary>
    public void End(int leastFrames)
    {
        if (Frames < leastFrames) throw Damaged($"its log {log} begins with {leastFrames} frames, of which {Frames} are there");
        if (_rest.Length > 0) throw Damaged($"{_rest.Length} bytes at its end are no whole frame");
    }

    private void Count(LogFrame frame)
    {
        var isSnapshot = frame.Kind is FrameKind.Snapshot && Log == 0;
        if (!isSnapshot && frame.Kind is not FrameKind.Segment) throw Damaged($"frame {Frames} is out of its order");
        if (isSnapshot) SnapshotBytes += frame.Length;
        else Log += LogCost.Of(frame.Length);
        Bytes += frame.Length;
        Frames++;
    }

    private CorruptRecordException Damaged(string detail) => new(name.Value, detail);
}
