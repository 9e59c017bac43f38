using System.Text.Json;
using System.Text.Json.Nodes;
using Grains.Tests.Fixtures;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Mail;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Names;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;

namespace Grains.Tests.Formats;

/// <summary>A store written by an earlier version is opened by this one, has the same contents, and can be written to.</summary>
public sealed class StoreFormatTests
{
    private const string Film = "never-let-me-go-2010";
    private const string Busy = "heat-1995";
    private const string Article = "the-quiet";
    private const long Ann = 4_611_686_018_427_387_905;
    private const long Ben = 7;

    private static readonly DateTimeOffset Day = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static TheoryData<string> Versions => MessageFormatTests.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Store_OfAnEarlierVersion_SaysTheSameAndGoesOn(string version)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Formats", version);
        using var store = new TestStore();
        File.Copy(Path.Combine(folder, "store.sqlite"), Path.Combine(store.Folder, "reviews.db"));
        var written = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "store.json"), TestContext.Current.CancellationToken));
        await using var silo = await TestSilo.StartAsync(store);

        // Articles from earlier versions are resent to their films, with whether they mark where their previews end: this changes what is
        // written about the film.
        (written?["film"]?["Writing"] as JsonObject)?.Remove("Revision");
        MessageFormatTests.AssertHolds(written, await TellAsync(silo), version);
        await silo.Grains.GetGrain<IArticleDirectoryGrain>(0).PumpAsync();
        await Eventually.GetAsync(() => silo.Film(Film).ReadAsync(),
            film => film.Writing?.Articles.All(article => article.PreviewEnd == PreviewEnd.Marked) != false);

        var before = await silo.Film(Film).ReadAsync();
        var answer = await silo.RateAsync(Ben, Film, 2);
        Assert.Equal(RateOutcome.Done, answer.Outcome);
        Assert.True(answer.Rating!.Version > before!.Rating.Version);
        var audit = await silo.Film(Film).AuditAsync();
        Assert.Equal(JsonSerializer.Serialize(audit.Recounted), JsonSerializer.Serialize(audit.Served));
    }

    [Fact, Trait("Category", "Slow")]
    public async Task Store_OfThisVersion_SaysTheSameAfterARestart()
    {
        using var store = new TestStore();
        string told;
        await using (var silo = await TestSilo.StartAsync(store))
        {
            await FillAsync(silo);
            told = (await TellAsync(silo)).ToJsonString(Json);
        }

        await using (var silo = await TestSilo.StartAsync(store)) Assert.Equal(told, (await TellAsync(silo)).ToJsonString(Json));
        if (FormatFiles.Wanted is not { } folder) return;
        await File.WriteAllTextAsync(Path.Combine(folder, "store.json"), told + "\n", TestContext.Current.CancellationToken);
        File.Copy(Path.Combine(store.Folder, "reviews.db"), Path.Combine(folder, "store.sqlite"), overwrite: true);
    }

    /// <summary>Every kind of journal and record, one journal compacted, one vote withdrawn, one changed.</summary>
    private static async Task FillAsync(TestSilo silo)
    {
        await silo.PublishAsync(Film);
        await silo.PublishAsync(Busy);
        await silo.JoinAsync(Ann);
        await silo.JoinAsync(Ben);
        foreach (var (member, film,
            halfStars) in new[] { (Ann, Film, 7), (Ben, Film, 8), (Ann, Busy, 10), (Ben, Busy, 1), (Ann, Film, 9), (Ben, Busy, 0) })
            Assert.Equal(RateOutcome.Done, (await silo.RateAsync(member, film, (byte)halfStars)).Outcome);
        for (var member = 100u; member < 600; member++)
            await silo.Film(Busy).VoteAsync(new Ballot(member, (byte)(member % 10 + 1), Ticket: 1, CastAt: 1_700_000_000 + member));
        var name = silo.Grains.GetGrain<INameGrain>(NameClaims.Email("ANN@EXAMPLE.ORG"));
        await name.ConfirmAsync(Ann, (await name.ClaimAsync(Ann))!.Value);
        await silo.Grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key).AddAsync("<key id=\"1\"/>");
        await silo.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(Ben)).RegisterAsync(Ben);
        await silo.Grains.GetGrain<IRatingMethodGrain>(IRatingMethodGrain.Key).GetAsync();
        await silo.Grains.GetGrain<IOneTimeTokenGrain>("door").OpenAsync();
        await PostAsync(silo);
        await WriteAsync(silo);
    }

    /// <summary>An email that was sent, and one that is waiting.</summary>
    private static async Task PostAsync(TestSilo silo)
    {
        var sent = new SealedEmail(new Guid("5d6a1f6e-6a07-4c53-9a3e-2d8b6a3b1f10"), [1, 2, 3]);
        Assert.True(await OutboxOf(silo).PostAsync(sent));
        Assert.True(await OutboxOf(silo).PostAsync(new SealedEmail(new Guid("0b8b4c1e-93c5-4d0a-8a53-1f2f0e6c7d20"), [4, 5, 6, 7])));
        await OutboxOf(silo).RemoveAsync(sent.LetterId);
    }

    /// <summary>
    /// An article of two revisions, a review that was changed, found helpful, reported, decided on and reported again, votes left out, a
    /// subscription.
    /// </summary>
    private static async Task WriteAsync(TestSilo silo)
    {
        var text = new ArticleText(
            "The quiet", "Ann Critic", Film, 7, ArticleAccess.Subscribers, true, "Begins.\n\n<!-- preview ends -->\n\nEnds.", Day);
        foreach (var title in new[] { "The quiet", "The quiet end" })
            Assert.Equal(
                SaveOutcome.Saved, (await ArticleOf(silo).SaveAsync(new SaveArticle(text with { Title = title }, null, Ann))).Outcome);
        foreach (var body in new[] { "Ten characters.", "Other characters." })
        {
            var command = new ReviewCommand(Making.StampOf(Ann), Film, new WrittenReview("A headline", body, true), Patience);
            Assert.Equal(ReviewOutcome.Done, (await silo.User(Ann).ReviewAsync(command)).Outcome);
        }

        await silo.User(Ben).MarkAsync(new MarkCommand(Making.StampOf(Ben), Film, Ann, true, Patience));
        var report = new ReviewReport(Film, Ann, Ben, "It is rude.", Day);
        await DeskOf(silo).ReportAsync(report);
        Assert.Equal(DecisionOutcome.Done, (await DeskOf(silo).DecideAsync(1, ModerationAction.Dismiss, Ann, "It is not.")).Outcome);
        await DeskOf(silo).ReportAsync(report);
        Assert.Equal(
            DecisionOutcome.Done, (
                await DeskOf(silo).ExcludeAsync(Busy, 1_700_000_100, 1_700_000_200, lifts: false, Ann, "Bought.")).Outcome);
        await AppealAsync(silo);
        Assert.Equal(SubscribeOutcome.Done, await silo.User(Ann).SubscribeAsync(new MemberSubscription(Day.AddYears(60), Day, "shop")));
    }

    /// <summary>A review that was reported, changed, hidden and appealed for.</summary>
    private static async Task AppealAsync(TestSilo silo)
    {
        var command = new ReviewCommand(Making.StampOf(Ben), Busy, new WrittenReview("Ben's", "Nothing but insults.", false), Patience);
        await silo.User(Ben).ReviewAsync(command);
        await DeskOf(silo).ReportAsync(new ReviewReport(Busy, Ben, Ann, "Insults.", Day));
        await silo.User(Ben).ReviewAsync(command with { Text = new WrittenReview("Ben's", "Nothing but praise.", false) });
        var verdict = new CaseVerdict(3, ModerationAction.Hide, Ann, "It was an insult.", Revision: 2);
        Assert.Equal(DecisionOutcome.Done, (await DeskOf(silo).DecideOnAsync(verdict)).Outcome);
        Assert.Equal(AppealOutcome.Done, await BensReviewOf(silo).AppealAsync("It was a quotation.", Day));
    }

    private static async Task<JsonObject> TellAsync(TestSilo silo) => new()
    {
        ["film"] = Node(await silo.Film(Film).ReadAsync()),
        ["busy"] = Node(await silo.Film(Busy).ReadAsync()),
        ["timeline"] = Node(await silo.Film(Busy).TimelineAsync()),
        ["audit"] = Node(await silo.Film(Busy).AuditAsync()),
        ["ann"] = Node(await silo.User(Ann).AccountAsync()),
        ["annsVotes"] = Node(await silo.User(Ann).RatingsAsync(null, 100)),
        ["bensVotes"] = Node(await silo.User(Ben).RatingsAsync(null, 100)),
        ["listed"] = Node((await silo.Grains.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(Film)).FindAsync(Film))?.Details),
        ["owner"] = Node(await silo.Grains.GetGrain<INameGrain>(NameClaims.Email("ANN@EXAMPLE.ORG")).OwnerAsync()),
        ["keys"] = Node(await silo.Grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key).ReadAsync()),
        ["door"] = Node(await silo.Grains.GetGrain<IOneTimeTokenGrain>("door").OpenAsync()),
        ["article"] = Node(await ArticleOf(silo).ReadAsync()),
        ["firstRevision"] = Node(await ArticleOf(silo).RevisionAsync(1)),
        ["revisions"] = Node(await ArticleOf(silo).RevisionsAsync()),
        ["shelf"] = Node(await silo.Grains.GetGrain<IArticleDirectoryGrain>(0).ListAsync(1, 10)),
        ["review"] = Node(await ReviewOf(silo).ReadAsync()),
        ["earlierReviews"] = Node(await ReviewOf(silo).EarlierAsync()),
        ["reviews"] = Node(await silo.Film(Film).ReviewsAsync(ReviewSort.Helpful, null, 10)),
        ["annsReviews"] = Node(await silo.User(Ann).ReviewsAsync(null, 10)),
        ["bensMarks"] = Node(await silo.Data(Ben).MarksAsync(0, 10)),
        ["queue"] = Node(await DeskOf(silo).QueueAsync(0, 10)),
        ["bensReview"] = Node(await BensReviewOf(silo).ForModeratorsAsync()),
        ["bensCases"] = Node(await DeskOf(silo).CasesAboutAsync(Ben)),
        ["untold"] = Node(await DeskOf(silo).UntoldAsync()),
        ["log"] = Node(await DeskOf(silo).LogAsync(long.MaxValue, 10)),
        ["subscription"] = Node(await silo.User(Ann).SubscriptionAsync()),
        ["outbox"] = Node(await OutboxOf(silo).LeaseAsync()),
    };

    private static IArticleGrain ArticleOf(TestSilo silo) => silo.Grains.GetGrain<IArticleGrain>(Article);

    private static IReviewGrain ReviewOf(TestSilo silo) => silo.Grains.GetGrain<IReviewGrain>(Ann, Film, null);

    private static IReviewGrain BensReviewOf(TestSilo silo) => silo.Grains.GetGrain<IReviewGrain>(Ben, Busy, null);

    private static IModerationGrain DeskOf(TestSilo silo) => silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    private static IOutboxGrain OutboxOf(TestSilo silo) => silo.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, Json);
}
