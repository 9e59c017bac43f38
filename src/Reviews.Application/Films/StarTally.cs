using System.Globalization;
using Reviews.Contracts.Films;
using Reviews.Domain.Ratings;

namespace Reviews.Application.Films;

/// <summary>Counts films by minimum average.</summary>
/// <param name="chosen">The stars that a film must have at least; null: none.</param>
internal sealed class StarTally(decimal? chosen)
{
    private readonly int[] _films = new int[Stars.MaxHalfStars + 1];

    /// <summary>Whether readers gave the film the chosen stars on average, or more.</summary>
    public bool Meets(FilmRating rating) => chosen is not { } least || HalfStars(rating) >= least * 2;

    public void Add(FilmRating rating) => _films[HalfStars(rating)]++;

    /// <summary>Whole stars and the chosen ones, highest first.</summary>
    public Facet Facet()
    {
        var choices = new List<FacetChoice>();
        var films = 0;
        for (var halfStars = Stars.MaxHalfStars; halfStars >= Stars.MinHalfStars; halfStars--)
        {
            films += _films[halfStars];
            var (number, isChosen) = (halfStars / 2m, halfStars == chosen * 2);
            if (isChosen || (films > 0 && halfStars % 2 == 0))
                choices.Add(new FacetChoice(number.ToString("0.#", CultureInfo.InvariantCulture), films));
        }

        return new Facet("stars", choices);
    }

    /// <summary>The full half stars in the average; 0 without a vote.</summary>
    private static int HalfStars(FilmRating rating) => rating.Count == 0 ? 0 : (int)(rating.HalfStarSum / rating.Count);
}
