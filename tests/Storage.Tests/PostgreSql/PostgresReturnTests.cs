using System.Globalization;
using Npgsql;
using Orleans.Storage;
using Reviews.Storage;
using Reviews.Storage.Journals;
using Reviews.Storage.Writing;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>
/// The database comes back with less than it has acknowledged: a standby that lagged, a restored copy, a dump restored under live sessions.
/// </summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresReturnTests(PostgresFixture postgres)
{
    private const string State = "s";

    private static readonly GrainId Ada = GrainId.Create("quota", "ada");

    private readonly PostgresPlace _place = postgres.NewPlace();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_OnWhatTheStoreHasLost_IsRefusedAndTheJournalStaysWhole(bool promoted)
    {
        await using var store = _place.Open();
        await using var stale = await store.WakeAsync();
        for (var vote = 1; vote <= 3; vote++) await stale.VoteAsync(vote);
        var copy = await postgres.Server.CopyAsync();
        for (var vote = 4; vote <= 6; vote++) await stale.VoteAsync(vote);
        await postgres.Server.GoBackAsync(copy, promoted);
        await FindAsync(store);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(7));
        await using (var woken = await store.WakeAsync())
        {
            Assert.Equal([1L, 2, 3], woken.Tally.Book.Keys.Order());
            await woken.VoteAsync(8);
        }

        await using var again = await store.WakeAsync();
        Assert.Equal([1L, 2, 3, 8], again.Tally.Book.Keys.Order());
        Assert.True(store.Store.Incarnations.Current > 0);
    }

    [Fact]
    public async Task Append_OnAnIdThatIsGivenAwayAgain_DoesNotLandInTheOthersJournal()
    {
        await using var store = _place.Open();
        await using (var first = await store.WakeAsync("first")) await first.VoteAsync(1);
        var copy = await postgres.Server.CopyAsync();
        await using var lost = await store.WakeAsync("lost");
        await lost.VoteAsync(1);
        await postgres.Server.GoBackAsync(copy, promote: true);
        await FindAsync(store);
        for (var member = 0; member < 40; member++)   // a sequence is logged 32 values ahead
        {
            await using var late = await store.WakeAsync(string.Create(CultureInfo.InvariantCulture, $"late-{member}"));
            await late.VoteAsync(member);
        }

        await Assert.ThrowsAsync<InconsistentStateException>(() => lost.VoteAsync(2));
        for (var member = 0; member < 40; member++)
        {
            await using var late = await store.WakeAsync(string.Create(CultureInfo.InvariantCulture, $"late-{member}"));
            Assert.Equal([(long)member], late.Tally.Book.Keys);
        }
    }

    [Fact]
    public async Task Append_ToAnIdUnderAnotherName_IsRefused()
    {
        await using var store = _place.Open();
        await using (var heat = await store.WakeAsync()) await heat.VoteAsync(1);
        var id = (long)_place.Scalar("SELECT id FROM journal")!;

        var other = new AppendSegment(new JournalName("film/other"), 0, id, JournalHead.First, 2, 0, [1]);
        Assert.False((await store.Store.Writer.WriteAsync(other)).Applied);
    }

    [Fact]
    public async Task Append_WithoutTheSegmentBefore_IsRefused()
    {
        await using var store = _place.Open();
        await using var film = await store.WakeAsync();
        for (var vote = 1; vote <= 3; vote++) await film.VoteAsync(vote);
        _place.Scalar("DELETE FROM segment WHERE number = 3");

        await Assert.ThrowsAsync<InconsistentStateException>(() => film.VoteAsync(4));
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 2], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Append_ThatSharesItsGroupWithTheSegmentBefore_IsTaken()
    {
        var faults = new ScriptedFaults();
        await using var store = _place.Open(faults: faults);
        await using (var film = await store.WakeAsync()) await film.VoteAsync(1);
        var (name, id) = (new JournalName("film/heat"), (long)_place.Scalar("SELECT id FROM journal")!);
        Task<WriteResult>[] writes;
        Task held;
        using (var hang = faults.Hang())
        {
            held = store.Records.WriteStateAsync(State, Ada, new GrainState<Note> { State = new Note() });
            await hang.Reached;
            writes = [.. new[] { 2, 3, 4 }.Select(
                number => store.Store.Writer.WriteAsync(new AppendSegment(name, 0, id, JournalHead.First, number, 0, [1])))];
            await store.UntilQueuedAsync(writes.Length);
        }

        await held;
        Assert.All(await Task.WhenAll(writes), write => Assert.True(write.Applied));
    }

    [Fact]
    public async Task Write_OfARecordThatWasReadBefore_IsRefusedThoughItsNumberFits()
    {
        await using var store = _place.Open();
        var record = new GrainState<Note> { State = new Note { Text = "kept" } };
        await store.Records.WriteStateAsync(State, Ada, record);
        var copy = await postgres.Server.CopyAsync();
        record.State.Text = "lost";
        await store.Records.WriteStateAsync(State, Ada, record);
        await postgres.Server.GoBackAsync(copy, promote: true);
        await FindAsync(store);
        var another = await ReadAgainAsync(store);
        another.State!.Text = "written since";
        await store.Records.WriteStateAsync(State, Ada, another);

        await Assert.ThrowsAsync<InconsistentStateException>(() => store.Records.WriteStateAsync(State, Ada, record));
        Assert.Equal("written since", (await ReadAgainAsync(store)).State!.Text);
    }

    [Fact]
    public async Task Append_AfterADumpWasBroughtBackUnderTheLivingSession_IsRefused()
    {
        await using var store = _place.Open();
        await using var stale = await store.WakeAsync();
        await stale.VoteAsync(1);
        var dump = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.dump");
        await RunAsync("pg_dump", "-Fc", "-f", dump, "-n", _place.Schema, "-d", "postgres");
        await stale.VoteAsync(2);
        await RunAsync("pg_restore", "--clean", "--single-transaction", "-d", "postgres", dump);
        File.Delete(dump);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(3));
        await using var woken = await store.WakeAsync();
        Assert.Equal([1L], woken.Tally.Book.Keys);
        Assert.True(store.Store.Incarnations.Current > 0);
    }

    [Fact]
    public async Task Incarnation_AfterARestartOfTheServer_StaysAndNothingIsRefused()
    {
        await using var store = _place.Open();
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await postgres.Server.KillAsync();
        await postgres.Server.StartAgainAsync();
        await FindAsync(store);

        await film.VoteAsync(2);
        Assert.Equal(0, store.Store.Incarnations.Current);
    }

    [Fact]
    public async Task Incarnation_RaisedByOneProcess_RefusesWhatAnotherHasReadBefore()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        await using var stale = await second.WakeAsync();
        await stale.VoteAsync(1);
        Assert.Equal(1, (await first.Store.Writer.WriteAsync(new RaiseIncarnation(0))).Value);

        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.VoteAsync(2));
        Assert.Equal(1, second.Store.Incarnations.Current);
    }

    [Fact]
    public async Task Read_ByAProcessThatDoesNotKnowOfARaise_FailsOnceAndThenKnows()
    {
        await using var first = _place.Open();
        await using var second = _place.Open();
        await first.Records.WriteStateAsync(State, Ada, new GrainState<Note> { State = new Note { Text = "here" } });
        await first.Store.Writer.WriteAsync(new RaiseIncarnation(7));

        await Assert.ThrowsAsync<StoreFailureException>(() => second.Records.ReadStateAsync(State, Ada, new GrainState<Note>()));
        Assert.Equal("here", (await ReadAgainAsync(second)).State!.Text);
        Assert.Equal(7, second.Store.Incarnations.Current);
    }

    [Fact]
    public async Task Incarnation_WhenTheRaiseItselfIsLost_IsHigherThanAnyThatWasSeen()
    {
        await using var store = _place.Open();
        var copy = await postgres.Server.CopyAsync();
        await store.Store.Writer.WriteAsync(new RaiseIncarnation(1_000));
        await store.Store.Writer.WriteAsync(new LookAtStore());
        await postgres.Server.GoBackAsync(copy, promote: false);
        await FindAsync(store);

        await store.Records.WriteStateAsync(State, Ada, new GrainState<Note> { State = new Note() });
        Assert.Equal(1_001, store.Store.Incarnations.Current);
    }

    [Fact]
    public async Task Open_AfterAPromotionThatNoLivingProcessSaw_RaisesTheIncarnation()
    {
        await using (_place.Open())
        {
        }

        await postgres.Server.GoBackAsync(await postgres.Server.CopyAsync(), promote: true);
        await using var store = _place.Open();
        Assert.True(store.Store.Incarnations.Current > 0);
    }

    [Fact]
    public async Task Incarnation_OfAProcessThatWritesNothing_IsRaisedByItself()
    {
        await using var store = _place.Open();
        await postgres.Server.GoBackAsync(await postgres.Server.CopyAsync(), promote: true);

        await Eventually.GetAsync(() => store.Store.Incarnations.Current, number => number > 0);
    }

    [Fact]
    public async Task Open_OfADumpBroughtBackWhileNobodyLooked_RaisesTheIncarnation()
    {
        await using (_place.Open())
        {
        }

        var dump = postgres.Server.Beside($"{_place.Schema}.dump");
        await postgres.Server.RunAsync("pg_dump", "--format=custom", "--schema=" + _place.Schema, "--dbname=postgres", "--file=" + dump);
        _place.Scalar($"DROP SCHEMA {_place.Schema} CASCADE");
        await postgres.Server.RunAsync("pg_restore", "--exit-on-error", "--no-owner", "--dbname=postgres", dump);

        await using var store = _place.Open();
        Assert.True(store.Store.Incarnations.Current > 0);
        await using var again = _place.Open();
        Assert.Equal(store.Store.Incarnations.Current, again.Store.Incarnations.Current);
    }

    [Fact]
    public async Task Open_OfAStoreOfTheEarlierFormat_BringsItOver()
    {
        await using (var store = _place.Open())
        {
            await using var film = await store.WakeAsync();
            await film.VoteAsync(1);
        }

        _place.Scalar("DELETE FROM meta WHERE key = 'incarnation'; UPDATE meta SET value = '1' WHERE key = 'format'");
        await using var again = _place.Open();
        await using var woken = await again.WakeAsync();
        await woken.VoteAsync(2);
        Assert.Equal("2", _place.Scalar("SELECT value FROM meta WHERE key = 'format'"));
        Assert.Equal([1L, 2], woken.Tally.Book.Keys.Order());
    }

    [Fact]
    public async Task Activation_ThatHasReadWhatTheStoreLost_EndsByItself()
    {
        await using var silo = await TestSilo.StartAsync(_place.Add());
        var film = silo.Film();
        await film.VoteAsync(1);
        var copy = await postgres.Server.CopyAsync();
        await film.VoteAsync(2);
        var ended = silo.EndOf(film);
        await postgres.Server.GoBackAsync(copy, promote: true);

        await Eventually.AnsweredAsync(async () =>
        {
            await silo.Film("another").VoteAsync(1);   // any write looks at the store
            return true;
        });
        await ended;
        Assert.Equal(1, await film.CountAsync());
    }

    private static async Task<GrainState<Note>> ReadAgainAsync(TestStore store)
    {
        var read = new GrainState<Note>();
        await Eventually.AnsweredAsync(async () =>
        {
            await store.Records.ReadStateAsync(State, Ada, read);
            return true;
        });
        return read;
    }

    /// <summary>Ends when the writer has found the server again.</summary>
    private static Task<WriteResult> FindAsync(TestStore store) =>
        Eventually.AnsweredAsync(() => store.Store.Writer.WriteAsync(new LookAtStore()));

    private async Task RunAsync(string program, params string[] arguments)
    {
        var settings = new NpgsqlConnectionStringBuilder(postgres.Server.ConnectionString);
        var start = PostgresPrograms.Start(program,
            ["-h", settings.Host!, "-p", settings.Port.ToString(CultureInfo.InvariantCulture), "-U", settings.Username!, .. arguments]);
        start.Environment["PGPASSWORD"] = settings.Password;
        await PostgresPrograms.RunAsync(start);
    }
}
