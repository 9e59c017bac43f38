using Microsoft.Data.Sqlite;
using Reviews.Api.Tests.Fixtures;
using Reviews.Contracts.Catalogue;

namespace Reviews.Api.Tests.Damage;

/// <summary>
/// A site with two films, a member who votes and writes, and an article; stopped, damaged in its file, and started again.
/// </summary>
internal sealed class DamagedSite : IAsyncDisposable
{
    public const string Film = "alien-1979";
    
    /// <summary>Listed by another shard.</summary>
    public const string OtherFilm = "never-let-me-go-2010";
    public const string Member = "ada@example.com";
    public const string OtherMember = "bela@example.com";
    public const string Article = "in-space";

    private const string Films = """
        [
          { "title": "Alien", "releaseDate": "1979-05-25" },
          { "title": "Never Let Me Go", "releaseDate": "2010-10-15" }
        ]
        """;

    private const string OfJournal = "journal = (SELECT id FROM journal WHERE name = $name)";

    private readonly string _folder;

    private DamagedSite(string folder) => _folder = folder;

    public Site Site { get; private set; } = null!;

    /// <summary>The member's id.</summary>
    public string MemberId { get; private set; } = "";

    /// <summary>The grain's part of the member's names in the store: <c>1F</c>.</summary>
    public string MemberKey => long.Parse(MemberId, System.Globalization.CultureInfo.InvariantCulture).ToString(
        "X", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The journal of the shard that lists the film.</summary>
    public static string Shard => $"shard/{CatalogueShards.Of(Film):X}";

    /// <param name="damage">Answers what is damaged: journals by name, records by name and state with a '#'.</param>
    public static async Task<DamagedSite> StartAsync(Func<DamagedSite, IEnumerable<string>> damage)
    {
        var store = new DamagedSite(Site.NewFolder());
        await using (var whole = await Site.StartAsync(folder: store._folder)) await store.FillAsync(whole);
        foreach (var name in damage(store)) store.Damage(name);
        store.Site = await Site.StartAsync(folder: store._folder);
        return store;
    }

    /// <summary>Brings the damaged journal's bytes back while the site runs.</summary>
    public void Repair(string journal) =>
        Run(
            "UPDATE segment SET data = (SELECT data FROM kept WHERE kept.journal = segment.journal AND kept.number = segment.number) "
                + $"WHERE {OfJournal}", journal);

    public async ValueTask DisposeAsync()
    {
        await Site.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FillAsync(Site site)
    {
        await site.ImportAsync(Films);
        using var member = await site.NewMemberAsync(Member);
        using var other = await site.NewMemberAsync(OtherMember);
        MemberId = await member.IdAsync();
        await member.VoteAsync(Film, "4");
        await member.VoteAsync(OtherFilm, "3");
        await other.VoteAsync(OtherFilm, "5");
        await member.ReviewAsync(Film);
        await member.ReviewAsync(OtherFilm);
        await other.ReviewAsync(OtherFilm);
        using var editor = await site.EditorAsync();
        await editor.SaveAsync(Article, new
        {
            title = "In space", author = "Ines Halloran", filmId = Film, stars = 3.5, access = "subscribers",
            markdown = "Nobody hears you.\n\n<!-- preview ends -->\n\nAnd nobody sees you.",
            publishedAt = site.Clock.GetUtcNow().AddDays(-1),
        });
    }

    /// <summary>Fills the bytes with zeros, as a file system may after a crash.</summary>
    private void Damage(string name)
    {
        if (!name.Contains('#', StringComparison.Ordinal)) Run($"CREATE TABLE kept AS SELECT * FROM segment WHERE {OfJournal}", name);
        var changed = name.Contains('#', StringComparison.Ordinal)
            ? Run("UPDATE record SET data = zeroblob(length(data)) WHERE grain || '#' || state LIKE $name", name)
            : Run($"UPDATE segment SET data = zeroblob(length(data)) WHERE {OfJournal}", name);
        Assert.True(changed > 0, $"There is no '{name}'.");
    }

    private int Run(string sql, string name)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "reviews.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteNonQuery();
    }
}
