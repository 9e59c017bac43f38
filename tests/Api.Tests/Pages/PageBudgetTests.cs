using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.ReadModel;
using Reviews.Application.Search;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Tests.Pages;

/// <summary>What a page view may cost: calls to grains, and bytes sent.</summary>
public sealed class PageBudgetTests(PageBudgetTests.FilledSite filled) : IClassFixture<PageBudgetTests.FilledSite>
{
    private const string Film = "a-long-remembered-film-of-1987-1987";

    /// <summary>The views whose size the documentation tells.</summary>
    private static readonly string[] Named = ["/", "/films", $"/films/{Film}", "/account/login"];

    /// <summary>Address, status, and most kilobytes of the answer, not compressed.</summary>
    public static TheoryData<string, int, int> Views => new()
    {
        { "/", 200, 80 },
        { "/films", 200, 80 },
        { "/films?search=remembered", 200, 80 },
        { "/films?search=rememberd+flim", 200, 80 },
        { "/films?genre=Drama&decade=1950&sort=-votes&page=1", 200, 80 },
        { $"/films/{Film}", 200, 50 },
        { "/reviews", 200, 60 },
        { "/reviews?search=remembered", 200, 60 },
        { "/feed.xml", 200, 60 },
        { "/api/articles", 200, 60 },
        { "/account/login", 200, 15 },
        { "/account/register", 200, 15 },
        { "/account/forgot", 200, 15 },
        { "/account/reset?email=ann@example.com&code=MTIz", 200, 15 },
        { "/account/confirm?userId=1&code=MTIz", 200, 15 },
        { "/account/mail", 200, 40 },
        { "/account/settings", 302, 0 },
        { "/account/roles", 302, 0 },
        { "/ops", 302, 0 },
        { "/nowhere", 404, 15 },
        { "/robots.txt", 200, 1 },
        { "/sitemap.xml", 200, 15 },
        { $"/films/{Film}/cover.png", 200, 80 },
        { "/api/films?pageSize=100", 200, 80 },
        { $"/api/films/{Film}", 200, 4 },
        { $"/api/films/{Film}/rating", 200, 1 },
        { "/api/ratings/method", 200, 1 },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Get_ByAReaderWhoIsNobody_CallsNoGrainAndStaysSmall(string path, int status, int kilobytes)
    {
        using var reader = filled.NewReader();
        var answer = await filled.Calls.AskAsync(reader, path);

        Say(path, answer);
        Assert.Empty(answer.Calls);
        Assert.Equal(status, answer.Status);
        Assert.InRange(answer.Bytes, 0, kilobytes * 1_000);
    }

    /// <summary>Words are looked for in the index's file: once, a second time with a slip forgiven, and nowhere else.</summary>
    [Theory]
    [InlineData("/films?search=remembered", 1)]
    [InlineData("/films?search=rememberd+flim", 2)]
    [InlineData("/films?search=zzzz", 2)]
    [InlineData("/films?genre=Drama&decade=1950&sort=-votes", 0)]
    [InlineData("/", 0)]
    [InlineData($"/films/{Film}", 0)]
    public async Task Get_APage_AsksTheSearchIndexNoMoreThan(string path, int queries)
    {
        var search = filled.Site.App.Services.GetRequiredService<SearchIndex>();
        using var reader = filled.NewReader();
        await filled.Calls.AskAsync(reader, "/films?search=remembered");   // the index has read its words by then
        var before = search.Queries;
        await filled.Calls.AskAsync(reader, path);
        Assert.InRange(search.Queries - before, 0, queries);
    }

    [Theory]
    [InlineData("/", 80)]
    [InlineData("/films", 80)]
    [InlineData($"/films/{Film}", 50)]
    [InlineData("/account/ratings", 20)]
    [InlineData("/account/settings", 15)]
    [InlineData("/account/settings/name", 15)]
    [InlineData("/account/settings/email", 15)]
    [InlineData("/account/settings/password", 15)]
    [InlineData("/account/settings/two-factor", 15)]
    [InlineData("/account/settings/passkeys", 15)]
    [InlineData("/ops", 15)]
    public async Task Get_ByAMember_AsksOnlyTheMembersOwnGrainAndStaysSmall(string path, int kilobytes)
    {
        var email = Fixtures.Calls.NewEmail();
        (await filled.Site.NewMemberAsync(email)).Dispose();
        using var member = await filled.Site.BrowserAsync(email);

        var answer = await filled.Calls.AskAsync(member, path);

        Say($"{path} by a member", answer);
        Assert.Equal(path == "/ops" ? 403 : 200, answer.Status);
        Assert.All(answer.Calls, call => Assert.StartsWith("IUserGrain.", call, StringComparison.Ordinal));
        Assert.InRange(answer.Calls.Count, 0, 3);
        Assert.InRange(answer.Bytes, 1, kilobytes * 1_000);
    }

    [Fact]
    public async Task Get_FilmByAMember_AsksOnlyTheMembersOwnGrain()
    {
        var email = Fixtures.Calls.NewEmail();
        (await filled.Site.NewMemberAsync(email)).Dispose();
        using var member = await filled.Site.BrowserAsync(email);

        var answer = await filled.Calls.AskAsync(member, $"/films/{Film}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(["IUserGrain.StatusAsync", "IUserGrain.RatingAsync"], answer.Calls);
    }

    [Fact]
    public async Task Get_FilmOfNoName_AsksItsShardOnce()
    {
        using var reader = filled.NewReader();
        var answer = await filled.Calls.AskAsync(reader, "/films/nobody-made-this-1999");

        Assert.Equal(404, answer.Status);
        Assert.Equal(["ICatalogueShardGrain.FindAsync"], answer.Calls);
    }

    [Fact]
    public async Task Get_MemberByAReaderWhoIsNobody_AsksThatMemberOnce()
    {
        using var member = await filled.Site.NewMemberAsync();
        var userId = (await member.ReadAsync("/api/me")).GetProperty("userId").GetString();
        using var reader = filled.NewReader();

        var answer = await filled.Calls.AskAsync(reader, $"/members/{userId}");

        Assert.Equal(200, answer.Status);
        Assert.Equal(["IUserGrain.ProfileAsync"], answer.Calls);
    }

    /// <summary>Fifty times as many reviews cost not one call more: the page's length is what is asked for.</summary>
    [Fact]
    public async Task Get_ReviewsOfAFilm_AsksTheFilmOnceAndEachTextOnce()
    {
        const string few = "a-long-remembered-film-of-1901-1901", many = "a-long-remembered-film-of-1902-1902";
        await filled.ReviewAsync(few, 5);
        await filled.ReviewAsync(many, 250);
        using var reader = filled.NewReader();

        foreach (var sort in new[] { "recent", "helpful" })
        {
            var ofFew = await filled.Calls.AskAsync(reader, $"/api/films/{few}/reviews?pageSize=5&sort={sort}");
            var ofMany = await filled.Calls.AskAsync(reader, $"/api/films/{many}/reviews?pageSize=5&sort={sort}");
            Assert.Equal(["IFilmGrain.ReviewsAsync", .. Enumerable.Repeat("IReviewGrain.ReadAsync", 5)], ofMany.Calls);
            Assert.Equal(ofFew.Calls, ofMany.Calls);
        }

        var index = filled.Site.App.Services.GetRequiredService<FilmIndex>();
        await Eventually.GetAsync(
            () => index.Find(many)?.Writing, writing => writing is { Reviews: 250, Newest.Length: FilmWriting.MaxNewest });
        var page = await filled.Calls.AskAsync(reader, $"/films/{many}");
        Assert.Empty(page.Calls);
        Assert.InRange(page.Bytes, 1, 60_000);
    }

    /// <summary>The first tenth of an address's quota the node gives by itself; then one call fetches the next.</summary>
    [Fact]
    public async Task Get_ManyPagesByOneAddress_AsksItsQuotaOnceABlock()
    {
        using var reader = filled.NewReader();
        var calls = new List<string>();
        for (var view = 0; view < (2 * FilledSite.QuotaBlock) - 1; view++)
            calls.AddRange((await filled.Calls.AskAsync(reader, "/api/ratings/method")).Calls);

        Assert.All(calls, call => Assert.Equal("IQuotaGrain.TakeAsync", call));
        Assert.InRange(calls.Count, 0, 1);   // none, if a minute ended meanwhile
    }

    private static void Say(string path, CountedAnswer answer)
    {
        var figure = Named.Contains(path) ? "Figure: " : "";
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"{figure}{path}: {answer.Bytes:N0} bytes, not compressed, and {answer.Calls.Count} calls to grains."));
    }

    /// <summary>A site with enough films for full pages, and a film with twenty years of votes.</summary>
    public sealed class FilledSite : Fixture
    {
        /// <summary>A tenth of the quota: a reader of these tests makes one request of it.</summary>
        internal const int QuotaBlock = 100;

        private const int Voters = 1_000;
        private static int _readers;

        private Site? _site;

        internal Site Site => Started(_site);

        internal GrainCalls Calls => Site.GrainCalls;

        protected override async Task StartAsync()
        {
            _site = await Site.StartAsync([$"--Reviews:Quotas:RequestsPerMinute={10 * QuotaBlock}"]);
            await _site.ImportAsync(JsonSerializer.Serialize(Enumerable.Range(1900, 120).Select(Row)));
            var film = _site.Grains.GetGrain<IFilmGrain>(Film);
            foreach (var voters in Enumerable.Range(1, Voters).Chunk(100))
                await Task.WhenAll(voters.Select(voter => film.VoteAsync(Vote(voter))));
            var index = _site.App.Services.GetRequiredService<FilmIndex>();
            await Eventually.GetAsync(() => index.Find(Film)?.Rating, rating => rating is { Count: Voters, Trend.Length: > 32 });
        }

        /// <summary>Reviews of a film by as many members.</summary>
        internal Task ReviewAsync(string filmId, int count) =>
            Task.WhenAll(Enumerable.Range(1, count).Select(member => Site.Grains.GetGrain<IReviewGrain>(member, filmId, null).PutAsync(
            new ReviewDraft(1, $"Member {member}", "A headline", string.Concat(Enumerable.Repeat("A sentence of *some* length. ", 40)),
                false, DateTimeOffset.UnixEpoch.AddMinutes(member), ReviewState.Published))));

        /// <summary>A reader at an address of its own, with a quota of its own.</summary>
        internal HttpClient NewReader()
        {
            var address = new IPAddress([127, 0, 1, (byte)Interlocked.Increment(ref _readers)]);
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
            handler.ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(address, 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                return new NetworkStream(socket, ownsSocket: true);
            };
            return new HttpClient(handler) { BaseAddress = Site.Address };
        }

        protected override async Task StopAsync()
        {
            if (_site is not null) await _site.DisposeAsync();
        }

        private static Ballot Vote(int voter) => new(voter, (byte)((voter % 10) + 1), 1, 1_000_000_000 + ((uint)voter * 600_000));

        /// <summary>A film of that year with all that is known of films.</summary>
        private static Dictionary<string, object> Row(int year) => new()
        {
            ["title"] = $"A Long Remembered Film of {year}",
            ["releaseDate"] = string.Create(CultureInfo.InvariantCulture, $"{year}-10-15"),
            ["runtimeMinutes"] = 103,
            ["mpaaRating"] = "R",
            ["mpaaReason"] = "for some sexuality and nudity",
            ["genre"] = year % 2 == 0 ? "Drama" : "Comedy",
            ["directors"] = new[] { $"Director {year % 30}" },
            ["cast"] = Enumerable.Range(0, 6).Select(role => $"Player {(year + role) % 60}").ToArray(),
            ["distributor"] = $"Distributor {year % 20}",
            ["imdbRating"] = 7.3,
            ["imdbVotes"] = 252,
        };
    }
}
