using Reviews.Storage.Journals;
using Reviews.Storage.Reading;

namespace Reviews.Storage.Repair;

/// <summary>Goes through the rows of one journal, whatever they contain, and finds the last intact state.</summary>
/// <param name="name">The journal.</param>
/// <param name="id">Its id.</param>
/// <param name="head">Its head as stored.</param>
/// <param name="headChecksum">That row's checksum.</param>
internal sealed class JournalExamination(JournalName name, long id, JournalHead head, ulong headChecksum)
{
    private readonly JournalCheck _check = new(name, head);
    private string? _reason = head.Checksum(name) == headChecksum ? null : "the checksum of its head does not match";
    private bool _snapshotIsLost = head.Checksum(name) != headChecksum;
    private long _highest = head.Base - 1;
    private long _lostSegments;
    private long _lostBytes;

    public void Slice(long number, ulong checksum, byte[] data)
    {
        Try(() => _check.Slice(number, checksum, data));
        if (_reason is null) return;
        _snapshotIsLost = true;
        _lostBytes += data.Length;
    }

    public void EndSnapshot()
    {
        Try(_check.EndSnapshot);
        _snapshotIsLost = _reason is not null;
    }

    public void Segment(long number, ulong checksum, byte[] data)
    {
        _highest = Math.Max(_highest, number);
        Try(() => _check.Segment(number, checksum, data));
        if (_reason is null) return;
        _lostSegments++;
        _lostBytes += data.Length;
    }

    /// <summary>What is wrong; null if nothing is.</summary>
    public JournalDamage? Find() => _reason is null ? null : new JournalDamage(
        name.Value, _reason, !_snapshotIsLost, _snapshotIsLost ? 0 : _check.NextSegment - head.Base, _lostSegments, _lostBytes)
    {
        // Numbers continue above any ever used, and so does the generation: no earlier writer matches again.
        Cut = _snapshotIsLost
            ? new JournalCut(id, head.Tombstone(_highest + 1), head.Base)
            : new JournalCut(id, head, _check.NextSegment),
    };

    /// <summary>Once something is wrong, nothing after it counts.</summary>
    private void Try(Action check)
    {
        if (_reason is not null) return;
        try
        {
            check();
        }
        catch (CorruptRecordException damage)
        {
            _reason = damage.Detail;
        }
    }
}
