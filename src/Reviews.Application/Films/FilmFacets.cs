using System.Collections.Concurrent;
using System.Globalization;
using System.Numerics;
using Reviews.Contracts.Films;

namespace Reviews.Application.Films;

/// <summary>Filters films by their properties, and counts the values of the available filters.</summary>
internal sealed class FilmFacets
{
    /// <summary>The properties that come from films' details; readers' stars follow after them.</summary>
    private static readonly Property[] Properties =
    [
        new("genre", film => [film.Genre], query => query.Genre),
        new("mpaa", film => [film.MpaaRating], query => query.Mpaa),
        new("director", film => film.Directors, query => query.Director),
        new("cast", film => film.Cast, query => query.Cast),
        new("distributor", film => [film.Distributor], query => query.Distributor),
        new("decade", film => [DecadeOf(film)], query => query.Decade?.ToString(CultureInfo.InvariantCulture)),
    ];

    private readonly FacetValues[] _values = [.. Properties.Select(_ => new FacetValues())];
    private readonly ConcurrentDictionary<string, Traits> _traits = new(StringComparer.Ordinal);

    /// <summary>The films that match all filters, in their given order.</summary>
    public Selection Select(IReadOnlyList<FilmState> films, FilmQuery query)
    {
        var traits = films.Select(film => TraitsOf(film.Details!)).ToArray();
        var chosen = Properties.Select(
            (property, i) => property.Chosen(query) is { } value ? _values[i].Find(value) : (int?)null).ToArray();
        var counts = _values.Select(values => new int[values.Count]).ToArray();
        var stars = new StarTally(query.Stars);
        var met = new List<FilmState>();
        for (var i = 0; i < films.Count; i++)
        {
            var missed = Missed(traits[i], chosen) | (stars.Meets(films[i].Rating) ? 0 : 1 << Properties.Length);
            if (missed == 0) met.Add(films[i]);
            Count(traits[i], missed, counts);
            if ((missed & ~(1 << Properties.Length)) == 0) stars.Add(films[i].Rating);
        }

        return new Selection(
            met, [.. Properties.Select((property, i) => Choices(property, _values[i], counts[i], property.Chosen(query))), stars.Facet()]);
    }

    /// <summary>A bit for each filter that the film does not match.</summary>
    private static int Missed(Traits traits, int?[] chosen)
    {
        var missed = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] is { } number && Array.IndexOf(traits.Values[i], number) < 0) missed |= 1 << i;
        }

        return missed;
    }

    /// <summary>A film counts for a property when it matches all the other filters.</summary>
    private static void Count(Traits traits, int missed, int[][] counts)
    {
        if (BitOperations.PopCount((uint)missed) > 1) return;
        for (var i = 0; i < counts.Length; i++)
        {
            if ((missed & ~(1 << i)) != 0) continue;
            foreach (var number in traits.Values[i]) counts[i][number]++;
        }
    }

    private static Facet Choices(Property property, FacetValues values, int[] counts, string? chosen)
    {
        var names = values.All();
        var number = chosen is null ? FacetValues.Unknown : values.Find(chosen);
        var choices = counts.Select((count, i) => (Name: names[i], Count: count, IsChosen: i == number))
            .Where(value => value.Count > 0 || value.IsChosen)
            .OrderByDescending(value => value.Count).ThenBy(value => value.Name, StringComparer.OrdinalIgnoreCase)
            .Where((value, rank) => rank < FilmCatalogue.MaxChoices || value.IsChosen)
            .Select(value => new FacetChoice(value.Name, value.Count));
        if (chosen is not null && number == FacetValues.Unknown) choices = choices.Append(new FacetChoice(chosen, 0));
        if (property.Name == "decade") choices = choices.OrderBy(choice => choice.Value, StringComparer.Ordinal);
        return new Facet(property.Name, [.. choices]);
    }

    private static string? DecadeOf(FilmDetails film) =>
        film.ReleaseDate is { } date ? (date.Year / 10 * 10).ToString(CultureInfo.InvariantCulture) : null;

    private Traits TraitsOf(FilmDetails film)
    {
        if (_traits.TryGetValue(film.FilmId, out var known) && ReferenceEquals(known.Film, film)) return known;
        return _traits[film.FilmId] = new Traits(film, [.. Properties.Select((property, i) => _values[i].Enter(property.Values(film)))]);
    }

    /// <param name="Name">The query's parameter.</param>
    /// <param name="Values">A film's values.</param>
    /// <param name="Chosen">The value that a query asks for.</param>
    private sealed record Property(string Name, Func<FilmDetails, IEnumerable<string?>> Values, Func<FilmQuery, string?> Chosen);

    /// <summary>A film's values of each property, by number, as of these details.</summary>
    private sealed record Traits(FilmDetails Film, int[][] Values);
}
