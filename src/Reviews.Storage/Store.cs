using Microsoft.Extensions.Logging;
using Reviews.Storage.Compaction;
using Reviews.Storage.Incarnations;
using Reviews.Storage.Reading;
using Reviews.Storage.SqlJournals;
using Reviews.Storage.Writing;

namespace Reviews.Storage;

/// <summary>
/// One open store: journals and state records in one database, behind one writer. Opened before any grain, closed after all of them.
/// </summary>
internal sealed class Store(
    StoreOptions options,
    Func<IStoreFaults, IStoreDatabase> connect,
    IJournalCompactor folder,
    StoreIncarnations incarnations,
    StoreStatistics statistics,
    TimeProvider time,
    IStoreFaults faults,
    ILoggerFactory loggers) : IStore
{
    /// <summary>How long a process that writes nothing may fail to notice that the store came back with less: 5 s.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private ITimer? _looks;
    private IStoreDatabase? _database;
    private GroupCommit? _writer;
    private JournalServices? _journals;

    public GroupCommit Writer => _writer ?? throw NotOpen();

    public IStoreReader Reader => _database?.Reader ?? throw NotOpen();

    public JournalServices Journals => _journals ?? throw NotOpen();

    public string? Id => _database?.Id;

    public StoreIncarnations Incarnations => incarnations;

    public StoreOptions Options => options;

    public TimeProvider Time => time;

    /// <exception cref="StoreOpenException">The database can't be used; the message says why.</exception>
    public void Open()
    {
        _database = connect(faults);
        _writer = new GroupCommit(_database.Writer, options, statistics, time, faults, loggers.CreateLogger<GroupCommit>());
        var feed = new JournalFeed(_database.Reader, incarnations, options, statistics, time, loggers.CreateLogger<JournalFeed>());
        var sweeper = new Sweeper(_writer, loggers.CreateLogger<Sweeper>());
        var snapshots = new SnapshotWriter(_writer, sweeper);
        var compactions = new CompactionScheduler(folder, feed, snapshots, sweeper, options, loggers.CreateLogger<CompactionScheduler>());
        _journals = new JournalServices(_writer, feed, snapshots, compactions, incarnations, options);
        statistics.Meter.Watch(
            () => _writer?.QueuedWrites ?? 0, () => _database?.Reader.QueuedReads ?? 0, () => _journals?.Compactions.Pending ?? 0);
        if (options.ReadOnly) return;
        incarnations.Look = () => _writer?.WriteAsync(new LookAtStore()).Ignore();   // the writer logs failures
        compactions.RequestSweepOfAll(_database.Reader, incarnations.Current);
        if (_database.MayComeBackWithLess) _looks = time.CreateTimer(_ => incarnations.Look(), null, LookEvery, LookEvery);
    }

    public async Task RaiseIncarnationAsync(long atLeast, CancellationToken cancellationToken)
    {
        await Writer.WriteAsync(new RaiseIncarnation(atLeast)).WaitAsync(cancellationToken);

        // The writer learns the new number at its next look; until then, reads would be rejected.
        await Writer.WriteAsync(new LookAtStore()).WaitAsync(cancellationToken);
    }

    /// <summary>Stops compactions, makes queued writes durable, releases the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_looks is not null) await _looks.DisposeAsync();
        if (_journals is { Compactions: var compactions }) await compactions.DisposeAsync();
        if (_writer is not null) await _writer.DisposeAsync();
        var database = _database;
        (_database, _writer, _journals) = (null, null, null);   // first: queue metrics must not touch a closed database
        if (database is not null) await database.DisposeAsync();
    }

    private static InvalidOperationException NotOpen() => new("The store is not open: it opens with the silo, before the first grain.");
}
