using System.IO.Hashing;
using System.Text;
using Reviews.Contracts.Films;

namespace Reviews.Web.Covers;

/// <summary>
/// A film's cover, as there are no posters: drawn from title, year and genre, and the same whenever and wherever it is
/// drawn.
/// </summary>
/// <param name="Art">The composition, one of <see cref="Arts"/>.</param>
/// <param name="Palette">Class of the colours: the genre's, in one of its variants.</param>
/// <param name="IsMirrored">Whether the composition is mirrored; the words never are.</param>
/// <param name="Title">The title in lines that fit.</param>
/// <param name="Line">Genre and year, as far as they are known.</param>
internal sealed record Cover(CoverArt Art, string Palette, bool IsMirrored, CoverTitle Title, string Line)
{
    /// <summary>Width of the drawing in its own units.</summary>
    public const int Width = 200;

    /// <summary>Height of the drawing in its own units.</summary>
    public const int Height = 300;

    /// <summary>Space left free on each side of the words.</summary>
    public const int Margin = 16;

    /// <summary>Where the line of genre and year stands when the title is below the drawing, and when it is above.</summary>
    private const int LowLine = 284, HighLine = 27;

    /// <summary>Space between the title and that line.</summary>
    private const int LineGap = 20;

    /// <summary>The compositions; each is a symbol of that name in the page's sprite.</summary>
    public static readonly IReadOnlyList<CoverArt> Arts =
    [
        new("sun", false), new("rings", false), new("towers", false), new("beam", false), new("tiles", false), new("moon", false),
        new("window", false),
        new("horizon", true), new("stripes", true), new("slope", true), new("arches", true), new("reel", true), new("peaks", true),
        new("waves", true),
    ];

    /// <summary>The half of the drawing that has no words, as a view box.</summary>
    public string PictureBox => Art.TitleOnTop ? "0 140 200 160" : "0 0 200 160";

    /// <summary>How the composition is turned; null when it is not.</summary>
    public string? Turn => IsMirrored ? $"matrix(-1 0 0 1 {Width} 0)" : null;

    /// <summary>Where the lines begin.</summary>
    public int TextX => Title.IsRightToLeft ? Width - Margin : Margin;

    /// <summary>The base of the line of genre and year.</summary>
    public int LineY => Art.TitleOnTop ? HighLine : LowLine;

    /// <summary>The base of the title's first line.</summary>
    public int TitleY => Art.TitleOnTop
        ? HighLine + LineGap / 2 + (int)(Title.Size * CoverTitle.Ascent)
        : LowLine - LineGap - (Title.Lines.Count - 1) * Title.LineHeight;

    /// <summary>The film's cover.</summary>
    public static Cover Of(FilmDetails film)
    {
        var drawn = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(film.FilmId));
        var art = Arts[(int)(drawn % Arts.Count)];
        drawn /= (uint)Arts.Count;
        var palette = CoverPalette.Of(film.Genre, drawn % CoverPalette.Variants);
        drawn /= CoverPalette.Variants;
        return new Cover(art, palette, drawn % 2 == 1, CoverTitle.Set(film.Title), DisplayFormat.Kicker(film));
    }
}

/// <summary>A composition.</summary>
/// <param name="Name">The symbol is <c>art-</c> and this.</param>
/// <param name="TitleOnTop">Whether the words stand above what is drawn, and not below.</param>
internal sealed record CoverArt(string Name, bool TitleOnTop);
