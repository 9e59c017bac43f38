using Grains.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Films;

namespace Grains.Tests.Members;

/// <summary>Of what an erased member wrote, and of what others wrote about it, no byte is left: not with the member, the review, the film,
/// the shard that lists the film, or the moderators.</summary>
public sealed class ErasedTextTests
{
    private const string Film = "never-let-me-go-2010";
    private const string Other = "heat-1995";
    private const long Author = 42;
    private const long Reader = 43;
    private const long Moderator = 44;
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private const string First = "xanadu-first-text";
    private const string Second = "xanadu-second-text";
    private const string Headline = "xanadu-headline";
    private const string Report = "xanadu-report-about-it";
    private const string Verdict = "xanadu-verdict-about-it";
    private const string Third = "xanadu-third-text";
    private const string Hiding = "xanadu-reason-for-hiding-it";
    private const string Appeal = "xanadu-appeal-against-it";
    private const string Elsewhere = "xanadu-reported-and-withdrawn";

    [Fact]
    public async Task EraseAsync_MemberWhoWrote_NoWordIsLeftInTheStore()
    {
        using var store = new TestStore();
        await using (var silo = await WriteAsync(store))
        {
            // the film is quiet
            await Eventually.GetAsync(
                () => StoreBytes.JournalsAsync(store, "shard/%"), bytes => bytes.Contains(Second, StringComparison.Ordinal));
            await ModerateAsync(silo);
            Assert.True(await silo.Data(Author).EraseAsync(Making.StampOf(Author), Secret));
            await Eventually.AnsweredAsync(() => silo.Data(Author).ErasureAsync(Secret), progress => progress?.FinishedAt is not null);
            Assert.Null(await silo.Film(Film).ReviewAsync(Author));
            Assert.Empty((await silo.Film(Film).ReadAsync()).Writing!.Newest);
        }

        Assert.DoesNotContain("xanadu", await StoreBytes.AllAsync(store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task EraseAsync_ReportOfTheMemberIsUnderWay_NoWordOfItIsLeftInTheStore()
    {
        var calls = new HeldCalls();
        using var store = new TestStore();
        await using (var silo = await TestSilo.StartAsync(store, services => services.AddSingleton<IIncomingGrainCallFilter>(calls)))
        {
            await silo.JoinAsync(Reader);
            var desk = silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
            var late = calls.HoldNextCall(desk, nameof(IModerationGrain.ReportAsync));
            var report = desk.ReportAsync(new ReviewReport(Film, Author, Reader, Report, DateTimeOffset.UnixEpoch));
            await late.Reached;

            Assert.True(await silo.Data(Reader).EraseAsync(Making.StampOf(Reader), Secret));
            await Eventually.AnsweredAsync(() => silo.Data(Reader).ErasureAsync(Secret), progress => progress?.FinishedAt is not null);
            late.Release();
            await report;
            Assert.Empty((await desk.QueueAsync(0, 1)).Items);
        }

        Assert.DoesNotContain("xanadu", await StoreBytes.AllAsync(store), StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Slow")]
    public async Task StoreBytes_BeforeAnErasure_HoldEveryWord()
    {
        using var store = new TestStore();
        await using (var silo = await WriteAsync(store)) await ModerateAsync(silo);

        var bytes = await StoreBytes.AllAsync(store);
        string[] words = [First, Second, Headline, Report, Verdict, Third, Hiding, Appeal, Elsewhere];
        Assert.All(words, word => Assert.Contains(word, bytes, StringComparison.Ordinal));
    }

    /// <summary>A review that was written twice, reported, dismissed and reported again.</summary>
    private static async Task<TestSilo> WriteAsync(TestStore store)
    {
        var silo = await TestSilo.StartAsync(
            store, services => services.Configure<FilmOptions>(options => options.QuietTime = TimeSpan.FromMilliseconds(200)));
        await silo.PublishAsync(Film);
        await silo.JoinAsync(Author);
        await silo.JoinAsync(Reader);
        await silo.RateAsync(Author, Film, 7);
        foreach (var body in new[] { First, Second }) await WriteAsync(silo, Film, body);
        await silo.User(Reader).MarkAsync(new MarkCommand(Making.StampOf(Reader), Film, Author, true, TimeSpan.FromSeconds(10)));
        var desk = silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        var report = new ReviewReport(Film, Author, Reader, Report, DateTimeOffset.UnixEpoch);
        await desk.ReportAsync(report);
        await DecideAsync(desk, ModerationAction.Dismiss, Verdict, 2);
        await desk.ReportAsync(report);
        return silo;
    }

    /// <summary>The review is changed, hidden and appealed for; and another is withdrawn while moderators are to decide on it.</summary>
    private static async Task ModerateAsync(TestSilo silo)
    {
        var desk = silo.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        await WriteAsync(silo, Film, Third);
        await DecideAsync(desk, ModerationAction.Hide, Hiding, 3);
        await silo.Grains.GetGrain<IReviewGrain>(Author, Film, null).AppealAsync(Appeal, DateTimeOffset.UnixEpoch);
        await silo.PublishAsync(Other);
        await WriteAsync(silo, Other, Elsewhere);
        await desk.ReportAsync(new ReviewReport(Other, Author, Reader, Report, DateTimeOffset.UnixEpoch));
        await WriteAsync(silo, Other, null);
    }

    private static async Task WriteAsync(TestSilo silo, string filmId, string? body)
    {
        var text = body is null ? null : new WrittenReview(Headline, body, false);
        var command = new ReviewCommand(Making.StampOf(Author), filmId, text, TimeSpan.FromSeconds(10));
        await Eventually.GetAsync(() => silo.User(Author).ReviewAsync(command), answer => answer.Outcome == ReviewOutcome.Done);
    }

    private static async Task DecideAsync(IModerationGrain desk, ModerationAction action, string reason, int revision)
    {
        var open = (await desk.QueueAsync(0, 1)).Items[0];
        var answer = await desk.DecideOnAsync(new CaseVerdict(open.CaseId, action, Moderator, reason, revision));
        Assert.Equal(DecisionOutcome.Done, answer.Outcome);
    }
}
