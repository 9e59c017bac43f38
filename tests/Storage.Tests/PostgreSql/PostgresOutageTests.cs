using System.Collections.Concurrent;
using Orleans.Journaling;
using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>The server dies, hangs, comes back; a silo freezes in the middle of a transaction.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresOutageTests(PostgresFixture postgres)
{
    private const int Writers = 32;

    private readonly PostgresPlace _place = postgres.NewPlace();

    [Fact]
    public async Task Kill_UnderLoad_LosesNoAcknowledgedWriteAndDoublesNone()
    {
        var acknowledged = new ConcurrentDictionary<(int, int), bool>();
        var failures = 0;
        await using var store = _place.Open(options => options.OperationTimeout = TimeSpan.FromSeconds(2));
        using var enough = new CancellationTokenSource();
        var writing = Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            IJournalStorage? journal = null;
            for (var i = 0; !enough.IsCancellationRequested; i++)
            {
                try
                {
                    journal ??= store.Journals.CreateStorage(new JournalId($"film/{writer}"));
                    await journal.AppendAsync(new(BitConverter.GetBytes(i)), CancellationToken.None);
                    acknowledged[(writer, i)] = true;
                }
                catch (Exception)
                {
                    journal = null; // Just as an activation ends when its write fails.
                    Interlocked.Increment(ref failures);
                    await Task.Delay(5, CancellationToken.None);
                }
            }
        })).ToArray();

        for (var outage = 0; outage < 2; outage++)
        {
            var before = acknowledged.Count;
            await Eventually.GetAsync(() => acknowledged.Count, count => count > before + (10 * Writers));
            await postgres.Server.KillAsync();
            await postgres.Server.StartAgainAsync();
        }

        var after = acknowledged.Count;
        await Eventually.GetAsync(() => acknowledged.Count, count => count > after + (10 * Writers));
        await enough.CancelAsync();
        await Task.WhenAll(writing);

        Assert.True(failures > 0);
        Assert.Equal(0, store.Statistics.RetriedGroups);
        await using var patient = _place.Open();
        await AssertAllThereOnceAsync(patient, acknowledged);
    }

    [Fact]
    public async Task Write_WhileTheServerIsAway_FailsTheWholeGroupAndLogsItOnce()
    {
        await using var store = _place.Open();
        await postgres.Server.StopAsync();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var writes = Enumerable.Range(0, 200)
                    .Select(
                        i => store.Records.WriteStateAsync(
                            "s", GrainId.Create("quota", $"{i}"), new GrainState<Note> { State = new Note() }))
                    .ToArray();
                await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
                Assert.All(writes, write => Assert.IsType<StoreFailureException>(write.Exception!.InnerException));
            }

            Assert.Equal(0, store.Store.Writer.QueuedWrites);
            Assert.Equal(0, store.Statistics.RetriedGroups);
            Assert.Single(store.Logs.All, line => line.Message.Contains("The store can't be written", StringComparison.Ordinal));
        }
        finally
        {
            await postgres.Server.StartAgainAsync();
        }

        await store.Records.WriteStateAsync("s", GrainId.Create("quota", "back"), new GrainState<Note> { State = new Note() });
        Assert.Single(store.Logs.All, line => line.Message.Contains("The store can be written again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_AfterTheServerWasRestarted_IsAnsweredAtOnce()
    {
        await using var store = _place.Open();
        var ada = GrainId.Create("quota", "ada");
        await store.Records.WriteStateAsync("s", ada, new GrainState<Note> { State = new Note { Text = "here" } });
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => store.Records.ReadStateAsync("s", ada, new GrainState<Note>())));
        await postgres.Server.StopAsync();
        await postgres.Server.StartAgainAsync();

        for (var i = 0; i < 20; i++)
        {
            var read = new GrainState<Note>();
            await store.Records.ReadStateAsync("s", ada, read);
            Assert.Equal("here", read.State!.Text);
        }
    }

    [Fact]
    public async Task Write_HeldUpByASiloFrozenInItsTransaction_GoesOnWhenTheServerHasEndedThat()
    {
        using var thaw = new ManualResetEventSlim();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var faults = new ScriptedFaults();
        await using var frozen = _place.Open(faults: faults);
        await using var alive = _place.Open();
        var id = new JournalId("film/heat");
        var (stale, next) = (frozen.Journals.CreateStorage(id), alive.Journals.CreateStorage(id));
        await stale.AppendAsync(new([1]), TestContext.Current.CancellationToken);
        await next.AppendAsync(new([2]), TestContext.Current.CancellationToken);
        stale = frozen.Journals.CreateStorage(id);
        faults.Committing = () =>
        {
            reached.TrySetResult();
            thaw.Wait(CancellationToken.None);
        };
        var late = stale.AppendAsync(new([8]), TestContext.Current.CancellationToken).AsTask();
        await reached.Task;

        await next.AppendAsync(new([3]), TestContext.Current.CancellationToken);
        faults.Committing = null;
        thaw.Set();
        await Assert.ThrowsAnyAsync<Exception>(() => late);
        Assert.Equal(3, _place.Count("segment"));
        Assert.Equal((byte[])[3], _place.Scalar("SELECT data FROM segment WHERE number = 3"));
    }

    private static async Task AssertAllThereOnceAsync(TestStore store, ConcurrentDictionary<(int Writer, int Value), bool> acknowledged)
    {
        for (var writer = 0; writer < Writers; writer++)
        {
            var all = new Values();
            await store.Journals.CreateStorage(new JournalId($"film/{writer}")).ReadAsync(all, CancellationToken.None);
            Assert.Equal(all.Read.Distinct(), all.Read);
            Assert.Empty(acknowledged.Keys.Where(key => key.Writer == writer).Select(key => key.Value).Except(all.Read));
        }
    }

    private sealed class Values : IJournalStorageConsumer
    {
        public List<int> Read { get; } = [];

        void IJournalStorageConsumer.Read(JournalBufferReader buffer, IJournalMetadata? metadata)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            while (buffer.Length > 0)
            {
                buffer.Read(bytes);
                Read.Add(BitConverter.ToInt32(bytes));
            }
        }
    }
}
