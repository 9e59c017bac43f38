using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>What is damaged in the store, as far as this process has asked for it. In memory; safe from any thread.</summary>
/// <remarks>
/// A subject enters with the first reading that fails and leaves with the first that succeeds, so that each is told of once.
/// </remarks>
public sealed class UnreadableSubjects
{
    /// <summary>
    /// Most subjects that are kept: 1,000. In a store with more of them, names no longer help; those beyond are refused anyway.
    /// </summary>
    public const int MaxSubjects = 1_000;

    /// <summary>The longest pause is so many times the first.</summary>
    private const int MostPauses = 32;

    private static readonly TimeSpan UsualPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, UnreadableRecord> _subjects = new(StringComparer.Ordinal);

    private readonly TimeProvider _time;
    private readonly TimeSpan _firstPause;

    /// <param name="meters">Where their number is reported to whoever collects metrics.</param>
    /// <param name="time">Tells when each began; null: the system's.</param>
    /// <param name="firstPause">How long a subject is left alone after the first failure, doubled with each that follows up to 32 times as
    /// long; null: 1 s.</param>
    public UnreadableSubjects(IMeterFactory meters, TimeProvider? time = null, TimeSpan? firstPause = null)
    {
        ArgumentNullException.ThrowIfNull(meters);
        (_time, _firstPause) = (time ?? TimeProvider.System, firstPause ?? UsualPause);
        meters.Create(StoreMeter.Name).CreateObservableGauge(
            "reviews.store.unreadable", () => _subjects.Count, "{subject}", "Journals and records that were asked for and are damaged.");
    }

    /// <summary>Whether there are any. Costs next to nothing.</summary>
    public bool Any => !_subjects.IsEmpty;

    /// <summary>All of them, the oldest first.</summary>
    public IReadOnlyList<UnreadableRecord> Current =>
        [.. _subjects.Values.OrderBy(subject => subject.Since).ThenBy(subject => subject.Record, StringComparer.Ordinal)];

    /// <summary>The damage to what belongs to a grain; null when none is known.</summary>
    public UnreadableRecord? Find(string grain) => _subjects.GetValueOrDefault(grain);

    /// <summary>Lets one caller at a time ask for a damaged subject again, and that after a pause that grows.</summary>
    /// <returns>The damage as it is known, when this is not the time; null when it may be asked for, or none is known.</returns>
    public UnreadableRecord? FindPaused(string grain)
    {
        if (Find(grain) is not { } known) return null;
        var now = _time.GetUtcNow();
        if (now < known.AskAgainAt) return known;
        var pause = known.Pause * 2 < _firstPause * MostPauses ? known.Pause * 2 : _firstPause * MostPauses;
        return _subjects.TryUpdate(grain, known with { Pause = pause, AskAgainAt = now + pause }, known) ? null : known;
    }

    /// <summary>Takes a failed reading.</summary>
    /// <returns>True when this is news.</returns>
    public bool Note(CorruptRecordException corrupt)
    {
        ArgumentNullException.ThrowIfNull(corrupt);
        var now = _time.GetUtcNow();
        return _subjects.Count < MaxSubjects
            && _subjects.TryAdd(
                UnreadableRecord.GrainOf(corrupt.Record),
                new UnreadableRecord(corrupt.Record, corrupt.Detail, now, _firstPause, now + _firstPause));
    }

    /// <summary>Takes a reading that succeeded.</summary>
    /// <param name="record">A grain, or the record of one.</param>
    /// <returns>True when it was known as damaged until now.</returns>
    public bool Clear(string record) => Any && _subjects.TryRemove(UnreadableRecord.GrainOf(record), out _);
}

/// <summary>One journal or record that is damaged.</summary>
/// <param name="Record">Its name: the grain's id, for a record with its state.</param>
/// <param name="Detail">What does not fit.</param>
/// <param name="Since">When that was first noticed.</param>
/// <param name="Pause">How long it is left alone after the last failure.</param>
/// <param name="AskAgainAt">When it may be asked for again.</param>
public sealed record UnreadableRecord(string Record, string Detail, DateTimeOffset Since, TimeSpan Pause, DateTimeOffset AskAgainAt)
{
    /// <summary>
    /// The grain that it belongs to. A record is named by its grain and state, <c>keyring/0#keys</c>; a journal by its grain alone.
    /// </summary>
    public string Grain => GrainOf(Record);

    internal static string GrainOf(string record) => record.LastIndexOf('#') is >= 0 and var mark ? record[..mark] : record;
}
