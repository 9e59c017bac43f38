using System.Text.Json.Nodes;
using Reviews.Application.Site;
using Reviews.Web.Covers;

namespace Reviews.Web.Metadata;

/// <summary>
/// What a page tells search engines, and sites that show links to it. Search engines don't list a page that says nothing.
/// </summary>
/// <param name="Description">One or two sentences.</param>
/// <param name="Address">The page's canonical path and query, whatever else leads to it.</param>
internal sealed record PageMetadata(string Description, string Address)
{
    /// <summary>Where a page leaves it for the layout, in ViewData.</summary>
    public const string Key = "PageMetadata";

    /// <summary>What the page is about, in the words of Open Graph.</summary>
    public string Kind { get; init; } = "website";

    /// <summary>
    /// The path of a picture of <see cref="CoverPicture.Width"/> by <see cref="CoverPicture.Height"/>: the site's own, unless the page has
    /// in as one.
    /// </summary>
    public string Picture { get; init; } = SitePicture.Path;

    /// <summary>False keeps the page out of search engines; its links are still followed.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>The same as schema.org data; null when schema.org has no type for it.</summary>
    public Func<SiteLinks, JsonObject>? Data { get; init; }
}
