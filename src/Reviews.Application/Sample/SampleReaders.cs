using Reviews.Application.ReadModel;
using Reviews.Application.Site;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;
using Spectre.Console;

namespace Reviews.Application.Sample;

/// <summary>
/// A few dozen made-up readers, so that the first page a visitor sees is alive. Their names say that they are samples, and nobody can sign
/// in as one.
/// </summary>
/// <remarks>
/// The first is created before the sample's last film, and the last one's review is written at the end: a start that finds one without the
/// other continues.
/// </remarks>
internal sealed class SampleReaders(
    SampleOptions options, FilmIndex index, SampleReviews reviews, IGrainFactory grains, IAnsiConsole console, TimeProvider time)
{
    /// <summary>The number of the first; members' own are drawn from 63 bits.</summary>
    private const long FirstId = 1_000_001;

    private const int Parallel = 8;

    /// <summary>How many in a hundred readers say whether a review helped them.</summary>
    private const int MarkingPercent = 20;

    /// <summary>How many in a hundred of those say yes.</summary>
    private const int HelpfulPercent = 80;

    private static readonly TimeSpan WriteTime = TimeSpan.FromSeconds(10);

    private static readonly string[] Names =
    [
        "Ada", "Bela", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kira", "Leo", "Mina", "Nils", "Olga", "Paul",
        "Quin", "Rosa",
        "Sami", "Tess", "Uma", "Vito", "Wren", "Xenia", "Yuri", "Zoe", "Abel", "Bea", "Cleo", "Dan", "Esra", "Finn", "Gina", "Hugo",
        "Ines", "Jan",
    ];

    private static int Last => Names.Length - 1;

    /// <summary>Creates the first of them, which signals that the others are still to come.</summary>
    public Task BeginAsync() => options.Readers ? JoinAsync(0) : Task.CompletedTask;

    /// <summary>Makes all of them vote and write, if the first one exists and the last one has not finished.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        if (!options.Readers || await AccountAsync(0) is null) return;
        var films = SampleVotes.FilmsOf(index.All);
        if (await HasTakenPartAsync(Last, films)) return;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct };
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, Last), limits, (reader, _) => TakePartAsync(reader, films));
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, Last), limits, (reader, _) => MarkAsync(reader));
        await TakePartAsync(Last, films);   // whose last vote and review are there, all are
        console.Say(
            $"{Names.Length} sample readers have voted and written {reviews.All.Count} reviews; their names say what they are.");
    }

    private async ValueTask TakePartAsync(int reader, FilmState[] films)
    {
        await JoinAsync(reader);
        var (member, stamp) = (MemberOf(reader), (await AccountAsync(reader))!.SecurityStamp);
        foreach (var (filmId, halfStars) in VotesOf(reader, films))
            await member.RateAsync(new RateCommand(stamp, filmId, halfStars, VoteOrigin.Sample, WriteTime));
        foreach (var review in reviews.By(Names[reader])) await WriteAsync(reader, stamp, review);
    }

    private async Task<bool> HasTakenPartAsync(int reader, FilmState[] films)
    {
        foreach (var review in reviews.By(Names[reader]))
        {
            if (!await HasWrittenAsync(reader, review)) return false;
        }

        return VotesOf(reader, films) is not [.., var (filmId, _)] || await MemberOf(reader).RatingAsync(filmId) is not null;
    }

    /// <summary>In the order in which they are cast: those that go with a review last.</summary>
    private List<(string FilmId, byte HalfStars)> VotesOf(int reader, FilmState[] films)
    {
        var written = reviews.By(Names[reader]).ToDictionary(review => review.Film, StringComparer.Ordinal);
        return [.. SampleVotes.Of(reader, films).Where(vote => !written.ContainsKey(vote.FilmId)),
            .. written.Values.Select(review => (review.Film, review.HalfStars))];
    }

    private async Task<bool> HasWrittenAsync(int reader, SampleReview review) =>
        await grains.GetGrain<IReviewGrain>(FirstId + reader, review.Film, null).ReadAsync() is not null;

    /// <summary>Only once: if written again, it would be marked as edited.</summary>
    private async Task WriteAsync(int reader, string stamp, SampleReview review)
    {
        if (await HasWrittenAsync(reader, review)) return;
        await MemberOf(reader).ReviewAsync(
            new ReviewCommand(stamp, review.Film, new WrittenReview(review.Title, review.Body, review.Spoilers), WriteTime));
    }

    private async ValueTask MarkAsync(int reader)
    {
        var (member, stamp) = (MemberOf(reader), (await AccountAsync(reader))!.SecurityStamp);
        foreach (var (review, number) in reviews.All.Select((review, number) => (review, number)).Where(
            item => item.review.Reader != Names[reader] && item.review.Reader != Names[Last]))
        {
            var drawn = new Random((reader * 1_000) + number);
            if (drawn.Next(100) >= MarkingPercent) continue;
            var reviewerId = FirstId + Array.IndexOf(Names, review.Reader);
            await member.MarkAsync(new MarkCommand(stamp, review.Film, reviewerId, drawn.Next(100) < HelpfulPercent, WriteTime));
        }
    }

    private IUserGrain MemberOf(int reader) => grains.GetGrain<IUserGrain>(FirstId + reader);

    private Task<MemberAccount?> AccountAsync(int reader) => MemberOf(reader).AccountAsync();

    private async Task JoinAsync(int reader)
    {
        if (await AccountAsync(reader) is null) await MemberOf(reader).PutAccountAsync(NewAccount(reader), null, null);
    }

    /// <summary>
    /// Without email, password or claimed name, so there is no way to sign in to it. Old enough for its votes not to count as a surge.
    /// </summary>
    private MemberAccount NewAccount(int reader)
    {
        var name = $"sample-reader-{reader + 1}@example.invalid";
        return new MemberAccount
        {
            UserId = FirstId + reader,
            UserName = name,
            NormalizedUserName = name.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString("N"),
            ConcurrencyStamp = Guid.NewGuid().ToString("N"),
            DisplayName = $"{Names[reader]} (sample reader)",
            CreatedAt = time.GetUtcNow() - TimeSpan.FromDays(400 + reader),
        };
    }
}
