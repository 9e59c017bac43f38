using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>What this process has found damaged in the store. In memory; thread-safe.</summary>
/// <remarks>A subject enters with the first failed read and leaves with the first successful one, so that each is reported once.</remarks>
public sealed class UnreadableSubjects
{
    /// <summary>Maximum number of subjects kept: 1,000. Beyond that, names no longer help; reads of the rest fail anyway.</summary>
    public const int MaxSubjects = 1_000;

    /// <summary>The longest pause, as a multiple of the first.</summary>
    private const int MostPauses = 32;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, UnreadableRecord> _subjects = new(StringComparer.Ordinal);

    private readonly TimeProvider _time;
    private readonly TimeSpan _firstPause;

    /// <param name="meters">Where their number is reported as a metric.</param>
    /// <param name="time">Provides the time each was first noticed; null for the system clock.</param>
    /// <param name="firstPause">How long a subject is left alone after the first failure, doubled with each further failure up to 32 times
    /// as long; null for 1 s.</param>
    public UnreadableSubjects(IMeterFactory meters, TimeProvider? time = null, TimeSpan? firstPause = null)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (_time, _firstPause) = (time ?? TimeProvider.System, firstPause ?? UsualPause);
        meters.Create(StoreMeter.Name).CreateObservableGauge(
            "reviews.store.unreadable", () => _subjects.Count, "{subject}", "Journals and records that were asked for and are damaged.");
    }

    /// <summary>Whether there are any. Very cheap.</summary>
    public bool Any => !_subjects.IsEmpty;

    /// <summary>All of them, oldest first.</summary>
    public IReadOnlyList<UnreadableRecord> Current =>
        [.. _subjects.Values.OrderBy(subject => subject.Since).ThenBy(subject => subject.Record, StringComparer.Ordinal)];

    /// <summary>The damage to a grain's data; null when none is known.</summary>
    public UnreadableRecord? Find(string grain) => _subjects.GetValueOrDefault(grain);

    /// <summary>Lets one caller at a time request a damaged subject again, after a pause that grows each time.</summary>
    /// <returns>The known damage while the pause lasts; null when the subject may be requested, or no damage is known.</returns>
    public UnreadableRecord? FindPaused(string grain)
    {
        if (Find(grain) is not { } known) return null;
        var now = _time.GetUtcNow();
        if (now < known.AskAgainAt) return known;
        var pause = known.Pause * 2 < _firstPause * MostPauses ? known.Pause * 2 : _firstPause * MostPauses;
        return _subjects.TryUpdate(grain, known with { Pause = pause, AskAgainAt = now + pause }, known) ? null : known;
    }

    /// <summary>Notes a failed read.</summary>
    /// <returns>True when the damage is new.</returns>
    public bool Note(CorruptRecordException corrupt)
    {
        ArgumentNullException.ThrowIfNull(corrupt);
        var now = _time.GetUtcNow();
        return _subjects.Count < MaxSubjects
            && _subjects.TryAdd(
                UnreadableRecord.GrainOf(corrupt.Record),
                new UnreadableRecord(corrupt.Record, corrupt.Detail, now, _firstPause, now + _firstPause));
    }

    /// <summary>Notes a successful read.</summary>
    /// <param name="record">A grain or one of its records.</param>
    /// <returns>True if it was known to be damaged until now.</returns>
    public bool Clear(string record) => Any && _subjects.TryRemove(UnreadableRecord.GrainOf(record), out _);
}

/// <summary>One journal or record that is damaged.</summary>
/// <param name="Record">Its name: the grain's id, plus the state name for a record.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Since">When that was first noticed.</param>
/// <param name="Pause">How long it is left alone after the last failure.</param>
/// <param name="AskAgainAt">When it may be requested again.</param>
public sealed record UnreadableRecord(string Record, string Detail, DateTimeOffset Since, TimeSpan Pause, DateTimeOffset AskAgainAt)
{
    /// <summary>
    /// The grain it belongs to. A record is named by its grain and state, <c>keyring/0#keys</c>; a journal by its grain alone.
    /// </summary>
    public string Grain => GrainOf(Record);

    internal static string GrainOf(string record) => record.LastIndexOf('#') is >= 0 and var mark ? record[..mark] : record;
}
