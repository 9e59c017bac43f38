using Reviews.Application.Concurrency;
using Reviews.Application.Films;
using Reviews.Application.Films.Trending;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Films;

namespace Reviews.Web.Front;

/// <summary>Chooses what stands on the front page, from this node's memory.</summary>
internal sealed class FrontEditor(FilmIndex index, FilmCatalogue catalogue, FilmReader reader, TrendingFilms trending, TimeProvider time)
{
    /// <summary>Films in a row of covers.</summary>
    private const int RowLength = 6;

    /// <summary>Films in a list of the best.</summary>
    private const int RankingLength = 10;

    /// <summary>Reviews by readers: 4.</summary>
    private const int WrittenLength = 4;

    /// <summary>How many films acclaimed elsewhere take turns leading the page, one each day.</summary>
    private const int LeadsInTurn = 24;

    /// <summary>With this many votes here, scores from elsewhere are no longer needed: 1,000.</summary>
    private const int EnoughVotes = 1_000;

    /// <summary>How long a choice is kept; the ratings in it are always the newest.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly ExpiringCache<string, FrontChoice> _choices = new(1, KeptFor, time);

    /// <summary>The front page as it is now.</summary>
    public FrontPage Make()
    {
        var choice = _choices.GetOrMake(nameof(FrontPage), _ => Choose());
        var everything = catalogue.Browse(new FilmQuery { PageSize = 1 });
        return new FrontPage(
            choice.Lead is null ? null : Enter(choice.Lead),
            choice.LeadKicker,
            Enter(choice.Moving),
            Enter(choice.Best),
            Enter(choice.Elsewhere),
            [.. choice.Written.Select(Written).OfType<WrittenEntry>()],
            ChoicesOf(everything, "genre"),
            ChoicesOf(everything, "decade"),
            everything.Total,
            everything.IsIncomplete);
    }

    private static IReadOnlyList<FacetChoice> ChoicesOf(FilmListing listing, string facet) =>
        listing.Facets.FirstOrDefault(it => it.Name == facet)?.Choices ?? [];

    private FrontChoice Choose()
    {
        var moved = trending.Top(RowLength + 1);
        string[] best = [.. catalogue.Browse(new FilmQuery { Sort = "-readers", PageSize = FilmQuery.MaxPageSize }).Films
            .Where(film => film.Rating.Count > 0).Take(RankingLength).Select(film => film.Details!.FilmId)];
        string[] elsewhere = [.. Acclaim.Order(index.Shown).Take(LeadsInTurn).Select(film => film.Details!.FilmId)];
        var today = elsewhere.Length == 0 ? null : elsewhere[time.GetUtcNow().Date.Subtract(DateTime.UnixEpoch).Days % elsewhere.Length];

        var lead = moved.Count > 0 ? moved[0] : best.FirstOrDefault() ?? today ?? index.Shown.FirstOrDefault()?.Details?.FilmId;
        var kicker = moved.Count > 0 ? "Trending now" : best.Length > 0 ? "Readers’ favourite" : today is not null
            ? "Waiting for its first vote" : "Now in the catalogue";
        var votes = index.Shown.Sum(film => (long)film.Rating.Count);
        return new FrontChoice(lead, kicker, [.. moved.Skip(1)], best,
            votes >= EnoughVotes ? [] : [.. elsewhere.Where(film => film != lead).Take(2 * RowLength)],
            NewestReviews.FilmsOf(index.Shown, WrittenLength));
    }

    private WrittenEntry? Written(string filmId) =>
        Find(filmId) is { Details: { } details } film
            && NewestReviews.Of(film).FirstOrDefault(review => !review.Review.Spoilers) is { } review
            ? new WrittenEntry(new FilmEntry(details, reader.Weigh(film.Rating)), review)
            : null;

    private FilmEntry[] Enter(IReadOnlyList<string> filmIds) => [.. filmIds.Select(filmId => Enter(filmId)).OfType<FilmEntry>()];

    private FilmEntry? Enter(string filmId) =>
        Find(filmId) is { Details: { } details } film ? new FilmEntry(details, reader.Weigh(film.Rating)) : null;

    /// <summary>A choice is some seconds old; a film that was found damaged since is no longer shown.</summary>
    private FilmState? Find(string filmId) => index.IsDamaged(filmId) ? null : index.Find(filmId);
}
