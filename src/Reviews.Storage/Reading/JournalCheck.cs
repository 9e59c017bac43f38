using Reviews.Storage.Journals;

namespace Reviews.Storage.Reading;

/// <summary>Checks a journal as it is read (every checksum, no gaps, nothing missing) and adds up what it costs.</summary>
internal sealed class JournalCheck(JournalName name, JournalHead head)
{
    private long _slices;

    public long NextSegment { get; private set; } = head.Base;

    public long Log { get; private set; }

    public long Bytes { get; private set; }

    public byte[] Slice(long number, ulong checksum, byte[] data)
    {
        if (number != _slices) throw new CorruptRecordException(name.Value, $"slice {_slices} of its snapshot is missing");
        if (Checksums.Of(data, Checksums.Slice(name.Seed, head.Snapshot, number)) != checksum)
            throw new CorruptRecordException(name.Value, $"the checksum of slice {number} of its snapshot does not match");
        _slices++;
        Bytes += data.Length;
        return data;
    }

    public void EndSnapshot()
    {
        if (_slices != head.Slices || Bytes != head.SnapshotBytes)
            throw new CorruptRecordException(
                name.Value, $"its snapshot has {_slices} slices of {Bytes} bytes in place of {head.Slices} of {head.SnapshotBytes}");
    }

    public byte[] Segment(long number, ulong checksum, byte[] data)
    {
        if (number != NextSegment) throw new CorruptRecordException(name.Value, $"segment {NextSegment} is missing");
        if (Checksums.Of(data, Checksums.Segment(name.Seed, number)) != checksum)
            throw new CorruptRecordException(name.Value, $"the checksum of segment {number} does not match");
        NextSegment++;
        Log += LogCost.Of(data.Length);
        Bytes += data.Length;
        return data;
    }
}
