using Reviews.Contracts.Films;

namespace Reviews.Web.Covers;

/// <summary>The picture for links to pages that are not about one film, drawn like a film's cover.</summary>
internal static class SitePicture
{
    public const string Path = "/cover.png";

    /// <summary>What is drawn, as if it were a film's.</summary>
    public static readonly FilmDetails Poster = new() { FilmId = "site-picture", Title = "What readers think of films", Identity = "" };
}
