using Reviews.Api.Hosting;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Spectre.Console;

namespace Reviews.Api.Catalogue.Sample;

/// <summary>A few dozen readers who are none, so that the first page a visitor sees is alive. Each says so in the name, and nobody can sign in as one.</summary>
/// <remarks>The first is made before the sample's last film and the last one at the end: a start that finds the one without the other goes on.</remarks>
internal sealed class SampleReaders(ReviewsOptions options, FilmIndex index, IGrainFactory grains, IAnsiConsole console, TimeProvider time)
{
    /// <summary>The number of the first; members' own are drawn from 63 bits.</summary>
    private const long FirstId = 1_000_001;

    /// <summary>Films that they vote on: the ones that most people elsewhere did.</summary>
    private const int Films = 60;

    /// <summary>Of a hundred such films, how many a reader has seen.</summary>
    private const int SeenPercent = 45;

    private const int Parallel = 8;

    private const string FilmOfNote = "never-let-me-go-2010";

    /// <summary>What the first of them give the film of note, in half stars.</summary>
    private static readonly byte[] VotesOfNote = [7, 6, 8, 7, 3, 10, 6, 9, 7, 5, 8];

    private static readonly string[] Names =
    [
        "Ada", "Bela", "Carl", "Dora", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kira", "Leo", "Mina", "Nils", "Olga", "Paul", "Quin", "Rosa",
        "Sami", "Tess", "Uma", "Vito", "Wren", "Xenia", "Yuri", "Zoe", "Abel", "Bea", "Cleo", "Dan", "Esra", "Finn", "Gina", "Hugo", "Ines", "Jan",
    ];

    /// <summary>Makes the first of them, which says that the others are to come.</summary>
    public Task BeginAsync() => options.SampleReaders ? JoinAsync(0) : Task.CompletedTask;

    /// <summary>Has all of them vote, if the first one is there and the last one is not.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        if (!options.SampleReaders || await AccountAsync(0) is null || await AccountAsync(Names.Length - 1) is not null) return;
        var films = index.All.Where(film => film.Details is not null && film.Details.FilmId != FilmOfNote)
            .OrderByDescending(film => Renown(film.Details!)?.Votes ?? 0).ThenBy(film => film.Details!.FilmId, StringComparer.Ordinal).Take(Films).ToArray();
        var limits = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = ct };
        await System.Threading.Tasks.Parallel.ForEachAsync(Enumerable.Range(0, Names.Length - 1), limits, (reader, _) => VoteAsync(reader, films));
        await VoteAsync(Names.Length - 1, films);   // who finds the last one finds all
        console.Say($"{Names.Length} sample readers have voted; each says in the name that it is one.");
    }

    private async ValueTask VoteAsync(int reader, FilmState[] films)
    {
        await JoinAsync(reader);
        var stamp = (await AccountAsync(reader))!.SecurityStamp;
        var member = grains.GetGrain<IUserGrain>(FirstId + reader);
        foreach (var (filmId, halfStars) in VotesOf(reader, films))
            await member.RateAsync(new RateCommand(stamp, filmId, halfStars, VoteOrigin.Sample, TimeSpan.FromSeconds(10)));
    }

    private static IEnumerable<(string FilmId, byte HalfStars)> VotesOf(int reader, FilmState[] films)
    {
        if (reader < VotesOfNote.Length) yield return (FilmOfNote, VotesOfNote[reader]);
        for (var film = 0; film < films.Length; film++)
        {
            // The same at every start, so that one which was cut short is repeated and not added to.
            var drawn = new Random((reader * 1_000) + film);
            if (drawn.Next(100) >= SeenPercent) continue;
            var score = Renown(films[film].Details!)?.Score ?? 6.5;
            yield return (films[film].Details!.FilmId, (byte)Math.Clamp(Math.Round(score + (drawn.NextDouble() * 4) - 2), 1, 10));
        }
    }

    private static ExternalScore? Renown(FilmDetails film) => film.ExternalScores.FirstOrDefault(score => score is { Votes: not null, Scale: 10 });

    private Task<MemberAccount?> AccountAsync(int reader) => grains.GetGrain<IUserGrain>(FirstId + reader).AccountAsync();

    private async Task JoinAsync(int reader)
    {
        if (await AccountAsync(reader) is null) await grains.GetGrain<IUserGrain>(FirstId + reader).PutAccountAsync(NewAccount(reader), null, null);
    }

    /// <summary>Without e-mail, password or claimed name: there is no way to sign in to it. Old enough for its votes to be no surge.</summary>
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
