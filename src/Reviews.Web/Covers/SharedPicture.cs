using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Web.Covers;

/// <summary>
/// What a picture for links shows: a film's cover, as it is or with an article's headline and verdict. Nothing of an article's text is in
/// it.
/// </summary>
/// <param name="Id">Identifies what it shows.</param>
/// <param name="Cover">The drawing, its colours, and the words.</param>
/// <param name="HalfStars">The critic's verdict, 1 to 10; 0: none is drawn.</param>
internal sealed record SharedPicture(string Id, Cover Cover, byte HalfStars = 0)
{
    /// <summary>Most characters of the line below the title: 46, as many as stay clear of the drawing.</summary>
    private const int MaxLine = 46;

    /// <summary>Changes whenever the way pictures are drawn changes.</summary>
    private const int Drawing = 2;

    /// <summary>Changes when what is shown changes; an entity tag.</summary>
    public string Tag
    {
        get
        {
            var shown = string.Join(
                '\n', [string.Create(CultureInfo.InvariantCulture, $"{Drawing} {HalfStars}"), Id, Cover.Palette, Cover.Line,
                    .. Cover.Title.Lines]);
            return string.Create(CultureInfo.InvariantCulture, $"\"{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(shown)):x16}\"");
        }
    }

    /// <summary>A film's.</summary>
    public static SharedPicture Of(FilmDetails film) => new(film.FilmId, Cover.Of(film));

    /// <summary>An article's, on its film's cover.</summary>
    public static SharedPicture Of(ArticleSummary article, FilmDetails film) => new(
        $"{film.FilmId}/{article.Slug}",
        Cover.Of(film) with { Title = CoverTitle.Set(article.Title), Line = Shorten($"{article.Author} on {film.Title}") },
        article.HalfStars);

    private static string Shorten(string line)
    {
        if (line.Length <= MaxLine) return line;
        var ends = StringInfo.ParseCombiningCharacters(line).Last(at => at < MaxLine);
        return line[..ends].TrimEnd() + "…";
    }
}
