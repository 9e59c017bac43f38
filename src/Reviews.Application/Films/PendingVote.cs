using System.Globalization;
using Reviews.Domain.Ratings;
using Reviews.Domain.Titles;

namespace Reviews.Application.Films;

/// <summary>A vote by someone who was not signed in when they cast it.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="HalfStars">1 to 10; 0 withdraws.</param>
internal sealed record PendingVote(string FilmId, byte HalfStars)
{
    /// <summary>As one line, valid until then.</summary>
    public string Write(DateTimeOffset until) =>
        string.Create(CultureInfo.InvariantCulture, $"{until.ToUnixTimeSeconds()} {HalfStars} {FilmId}");

    /// <summary>Reads a line back; null when it has expired, or is not one of ours.</summary>
    public static PendingVote? Read(string line, DateTimeOffset now)
    {
        if (line.Split(' ') is not [var untilText, var halfStarsText, var filmId] || !Slug.IsValid(filmId)) return null;
        var isRead = long.TryParse(untilText, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
            & byte.TryParse(halfStarsText, NumberStyles.None, CultureInfo.InvariantCulture, out var halfStars);
        return isRead && until > now.ToUnixTimeSeconds() && halfStars <= Stars.MaxHalfStars ? new PendingVote(filmId, halfStars) : null;
    }
}
