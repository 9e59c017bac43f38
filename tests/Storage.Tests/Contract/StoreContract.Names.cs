using Orleans.Journaling;
using Orleans.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>Names: whatever a key contains, no two are confused.</summary>
public abstract partial class StoreContract
{
    private static readonly GrainId Email = GrainId.Create("name", "ada@example.org");

    private static readonly string[] OddKeys =
    [
        "a", "A", "a ", " a", "a/b", "a\\b", "a#b", "a?b", "a%b", "a%2Fb", "a+b", "a.b", ".", "..", "a//b", "a:b", "a|b", "a*b",
        "a\"b", "a<b>",
        "é", "e\u0301", "日本語", "😀", "\u0001", "\0", "a\0", "a\0b", "a\nb", "a\tb", "'; DROP TABLE record; --",
        Long("a"), Long("b"),
    ];

    [Fact]
    public async Task WriteState_UnderOddKeys_KeepsThemApart()
    {
        await using var silos = new TwoSilos(Store);
        await Task.WhenAll(OddKeys.Select(key => silos.First.Records.WriteStateAsync(State, GrainId.Create("quota", key), Of(key))));
        foreach (var key in OddKeys) Assert.Equal(key, (await ReadAsync(silos.Second, GrainId.Create("quota", key))).State!.Text);
    }

    [Fact]
    public async Task WriteState_WhereGrainAndStateMeet_KeepsThemApart()
    {
        (string State, string Key)[] odd =
        [
            ("a", "b/c"), ("a/b", "c"), ("a", "b#c"), ("c#a", "b"), ("Ä", "ä"), ("a", "'; DROP TABLE record; --"),
        ];
        await using var store = Store.Open();
        foreach (var (state, key) in odd) await store.Records.WriteStateAsync(state, GrainId.Create("quota", key), Of($"{state}|{key}"));
        foreach (var (state, key) in odd)
            Assert.Equal($"{state}|{key}", (await ReadAsync(store, GrainId.Create("quota", key), state)).State!.Text);
    }

    [Fact]
    public async Task WriteState_OfAName_IsKeptWithoutSayingWhose()
    {
        await using var silos = new TwoSilos(Store);
        await silos.First.Records.WriteStateAsync(State, Email, Of("whose it is"));
        var found = await ReadAsync(silos.Second, Email);
        Assert.Equal("whose it is", found.State!.Text);
        await silos.Second.Records.ClearStateAsync(State, Email, found);
        await silos.First.Records.WriteStateAsync(State, Email, await ReadAsync(silos.First, Email));

        var listed = await silos.First.RecordStore.ListAsync(TestContext.Current.CancellationToken).ToArrayAsync(
            TestContext.Current.CancellationToken);
        Assert.DoesNotContain("ada", Assert.Single(listed).Grain.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteState_OfANameThatAnEarlierVersionWrote_GoesOnWhereThatWrote()
    {
        await using var silos = new TwoSilos(Store);
        await silos.First.Records.WriteStateAsync(State, Ada, Of("from before"));
        var bytes = (await silos.First.RecordStore.ReadAsync(Ada, State))!.Data!.ToArray();
        Assert.NotNull(await silos.First.RecordStore.WriteAsync(Email, State, null, bytes));

        var found = await ReadAsync(silos.First, Email);
        Assert.Equal("from before", found.State!.Text);
        found.State = new Note { Text = "from now" };
        await silos.First.Records.WriteStateAsync(State, Email, found);
        Assert.Equal("from now", (await ReadAsync(silos.Second, Email)).State!.Text);
        await Assert.ThrowsAsync<InconsistentStateException>(
            () => silos.Second.Records.WriteStateAsync(State, Email, Of("who came too late")));
    }

    [Fact]
    public async Task Append_UnderOddKeys_KeepsThemApartAndListsThem()
    {
        await using var silos = new TwoSilos(Store);
        var ids = OddKeys.Select(key => new JournalId($"film/{key}")).ToArray();
        await Task.WhenAll(ids.Select(async id => await AppendAsync(await WakeAsync(silos.First, id), id.Value)));
        foreach (var id in ids) Assert.Equal(id.Value, await ReadTextAsync(silos.Second, id));
        Assert.Equal(ids.Select(id => id.Value).Order(StringComparer.Ordinal), await ListAsync(silos.Second, null));
    }

    [Fact]
    public async Task List_NamesWhatHoldsSomething()
    {
        await using var silos = new TwoSilos(Store);
        foreach (var name in new[] { "film/a", "film/b", "film/c", "user/1" })
        {
            var journal = await WakeAsync(silos.First, new JournalId(name));
            await AppendAsync(journal, name);
            if (name == "film/b") await journal.DeleteAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(["film/a", "film/c", "user/1"], await ListAsync(silos.Second, null));
        Assert.Equal(["film/a", "film/c"], await ListAsync(silos.Second, new() { Prefix = new JournalId("film/") }));
        Assert.Equal(
            ["film/c"], await ListAsync(silos.Second, new() { MinId = new JournalId("film/b"), MaxId = new JournalId("film/z") }));
    }

    /// <summary>In ordinal order: the order in which a store lists is its own.</summary>
    private static async Task<IEnumerable<string>> ListAsync(TestStore store, JournalCatalogListOptions? options)
    {
        var names = new List<string>();
        await foreach (var entry in store.Catalog.ListAsync(options, TestContext.Current.CancellationToken)) names.Add(entry.Id.Value);
        return names.Order(StringComparer.Ordinal);
    }

    /// <summary>Long, without a pattern to compress, and different only at its end.</summary>
    private static string Long(string end)
    {
        var random = new Random(11);
        return string.Create(5_000, random, static (chars, random) =>
        {
            for (var i = 0; i < chars.Length; i++) chars[i] = (char)('a' + random.Next(26));
        }) + end;
    }
}
