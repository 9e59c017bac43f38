using System.Buffers;
using System.Text;
using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;
using Orleans.Serialization.Session;
using Reviews.Grains;
using Reviews.Storage.Copying;
using Reviews.Storage.SqlJournals;

namespace Grains.Tests.Formats;

/// <summary>
/// Every byte of our journals is known without the package that wrote them, so that they can be kept when it goes (decision 0035). What
/// leans on it: <c>StoreFormat.Journals</c>, which is what all stores keep, copy and compaction.
/// </summary>
public sealed class JournalBytesTests
{
    private readonly VolatileJournals _journals = new();

    public static TheoryData<string> Versions => MessageFormatTests.Versions;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Versions))]
    public async Task KeptJournals_ReadWithoutThePackage_SayWhatThePackageReads(string version)
    {
        var kept = await KeptAsync(version);
        Assert.Superset(new HashSet<string> { "film", "shard", "user", "work" }, kept.Keys.Select(KindOf).ToHashSet());
        foreach (var (journal, bytes) in kept)
        {
            var raw = NewReader().Read(bytes).States;
            Assert.NotEmpty(raw);
            Assert.Empty(raw.Keys.Except(DeclaredBy(journal)));

            var states = raw.Keys.ToDictionary(name => name, _ => new Entries());
            await using var manager = await ReadByPackageAsync(
                journal, bytes, [.. states.Select(each => (each.Key, (IStateMachine)each.Value))]);
            foreach (var (name, state) in states) Assert.Equal(raw[name], state.All);
        }
    }

    [Fact]
    public async Task Journal_WrittenWithoutThePackage_IsReadByIt()
    {
        var raw = NewReader();
        var words = new Scribe("words", []);
        byte[] bytes =
        [
            .. raw.NameFrame("words", 8), .. RawJournal.Frame(8, "one"u8), .. raw.NameFrame("others", 9), .. RawJournal.Frame(9, "x"u8),
            .. RawJournal.Frame(8, "two"u8),
        ];
        await using var manager = await ReadByPackageAsync("film/a", bytes, ("words", words));
        Assert.Equal(["one", "two"], words.Replayed);
    }

    [Fact]
    public async Task Snapshot_OfAJournalWithAStateWithoutAName_KeepsItsEntries()
    {
        var words = new Scribe("words", []);
        byte[] bytes = [.. NewReader().NameFrame("words", 8), .. RawJournal.Frame(12, "nameless"u8)];
        await using (var manager = await ReadByPackageAsync("film/a", bytes, ("words", words)))
        {
            _journals.CompactNext = true;
            words.Stage("one");
            await manager.WriteStateAsync(Ct);
        }

        var kept = await StoreContents.ReadAsync(_journals.CreateStorage(new JournalId("film/a")), Ct);
        Assert.Contains(Convert.ToHexString(RawJournal.Frame(12, "nameless"u8)), Convert.ToHexString(kept), StringComparison.Ordinal);
        Assert.Equal(["one"], NewReader().Read(kept).States["words"].Select(Encoding.UTF8.GetString));
    }

    private static string KindOf(string journal) => journal[..journal.IndexOf('/', StringComparison.Ordinal)];

    private IEnumerable<string> DeclaredBy(string journal) => GrainsRegistration.Journals[KindOf(journal)](_journals.Services).Keys;

    private RawJournal NewReader() => new(_journals.Services.GetRequiredService<SerializerSessionPool>());

    private async Task<IJournaledStateManager> ReadByPackageAsync(
        string journal, byte[] bytes, params (string Name, IStateMachine State)[] states)
    {
        await _journals.CreateStorage(new JournalId(journal)).AppendAsync(new ReadOnlySequence<byte>(bytes), Ct);
        var manager = _journals.Open(journal, states);
        await manager.InitializeAsync(Ct);
        return manager;
    }

    /// <summary>All journals of a kept store, as they stand in it.</summary>
    private static async Task<Dictionary<string, byte[]>> KeptAsync(string version)
    {
        using var store = new TestStore();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Formats", version, "store.sqlite"), Path.Combine(store.Folder, "reviews.db"));
        await using var silo = await TestSilo.StartAsync(store);
        var journals = silo.Services.GetRequiredService<SqlJournalStorageProvider>();
        var kept = new Dictionary<string, byte[]>();
        await foreach (var journal in ((IJournalStorageCatalog)journals).ListAsync(null, Ct))
            kept[journal.Id.Value] = await StoreContents.ReadAsync(journals.CreateStorage(journal.Id), Ct);
        return kept;
    }

    /// <summary>A state's entries as the package hands them over.</summary>
    private sealed class Entries : IStateMachine
    {
        public List<byte[]> All { get; } = [];

        void IStateMachine.Reset(JournalStreamWriter writer) => All.Clear();

        void IStateMachine.ReplayEntry(JournalEntry entry, JournalReplayContext context) => All.Add(entry.Reader.ToArray());

        void IStateMachine.WritePendingEntries(JournalStreamWriter writer)
        {
        }

        void IStateMachine.WriteSnapshot(JournalStreamWriter writer)
        {
        }
    }
}
