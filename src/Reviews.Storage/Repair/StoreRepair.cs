using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Storage.Copying;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Repair;

/// <summary>
/// Finds what can't be read in a store on SQLite or PostgreSQL, and cuts it back to what can, while nothing else uses the store. A repair
/// that is killed midway has made some journals whole and left the others as they were: the store is marked, so that no silo starts on it,
/// and remembers which were cut; run again, the repair continues.
/// </summary>
public sealed class StoreRepair
{
    private readonly StoreContents _contents;
    private readonly Store _store;

    /// <param name="services">The services of a host whose store is open.</param>
    /// <exception cref="StoreOpenException">The store is of a kind that can't be repaired.</exception>
    public StoreRepair(IServiceProvider services)
    {
        _store = services.GetService<Store>() ?? throw new StoreOpenException(
            "A store on Azure can't be repaired yet: restore the container, or copy what can be read into another store.");
        _contents = new StoreContents(services);
    }

    /// <summary>All journals that can't be read to their end.</summary>
    public async IAsyncEnumerable<JournalDamage> FindJournalsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var journal in _contents.Journals(cancellationToken))
        {
            if (await _store.Reader.ExamineJournalAsync(new JournalName(journal.Value), cancellationToken) is { } damage)
                yield return damage;
        }
    }

    /// <summary>All records that do not match what was written.</summary>
    public async IAsyncEnumerable<RecordDamage> FindRecordsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (grain, state) in _contents.CopiedRecords(cancellationToken))
        {
            if (await _store.Reader.ExamineRecordAsync(grain.ToString(), state, cancellationToken) is { } damage) yield return damage;
        }
    }

    /// <summary>
    /// The grains whose journals and records an earlier repair cut and cleared, or was about to, before it was interrupted; null if none
    /// was interrupted.
    /// </summary>
    /// <exception cref="StoreOpenException">The store is an unfinished copy.</exception>
    public async Task<IReadOnlyCollection<string>?> FindUnfinishedAsync()
    {
        await _contents.Copy.RefuseAsync();
        return await _contents.Repair.ReadAsync() is { } note
            ? Encoding.UTF8.GetString(note).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : null;
    }

    /// <summary>Marks the store; call before the first cut.</summary>
    /// <param name="grains">The grains whose journals and records are about to be cut and cleared, or were by an earlier repair.</param>
    public Task BeginAsync(IEnumerable<string> grains) => _contents.Repair.SetAsync(Encoding.UTF8.GetBytes(string.Join('\n', grains)));

    /// <summary>Removes the mark, so that silos may start.</summary>
    public Task FinishAsync() => _contents.Repair.SetAsync(null);

    /// <summary>Cuts a journal back to its last intact state.</summary>
    public Task CutAsync(JournalDamage damage)
    {
        ArgumentNullException.ThrowIfNull(damage);
        var cut = damage.Cut ?? throw new ArgumentException("This damage was not found by a repair.", nameof(damage));
        return ApplyAsync(new CutJournal(new JournalName(damage.Journal), _store.Incarnations.Current, cut));
    }

    /// <summary>Clears a record: its grain starts over.</summary>
    public Task ClearAsync(RecordDamage damage)
    {
        ArgumentNullException.ThrowIfNull(damage);
        var checksum = Checksums.Of(null, Checksums.Record(damage.Grain, damage.State, damage.ETag + 1));
        var kind = GrainId.Parse(damage.Grain, CultureInfo.InvariantCulture).Type.ToString()!;
        return ApplyAsync(new WriteRecord(kind, damage.Grain, damage.State, _store.Incarnations.Current, damage.ETag, checksum, null));
    }

    /// <summary>
    /// Makes the store a new incarnation, so that nodes and open pages accept what it holds now, even though it is less than they know.
    /// </summary>
    /// <returns>The store's new number.</returns>
    public async Task<long> RaiseIncarnationAsync()
    {
        await _store.RaiseIncarnationAsync(0, CancellationToken.None);
        return _store.Incarnations.Current;
    }

    private async Task ApplyAsync(StoreWrite write)
    {
        if (!(await _store.Writer.WriteAsync(write)).Applied)
            throw new StoreOpenException(
                $"'{write.Subject}' was written by another process meanwhile; stop everything that uses the store.");
    }
}
