using Microsoft.AspNetCore.Diagnostics;
using Reviews.Application.Films;

namespace Reviews.Web;

/// <summary>What stands at the top of every page, and where it leads.</summary>
internal static class Navigation
{
    /// <summary>The sections of the site.</summary>
    public static readonly IReadOnlyList<(string Text, string Address)> Sections =
        [("All films", "/films"), ("Reviews", "/reviews"), ("Newest", "/films?sort=-released"), ("Best rated", "/films?sort=-readers"),
            ("Most rated", "/films?sort=-votes")];

    /// <summary>Whether a page's address is that of a section.</summary>
    public static bool IsHere(string address, HttpRequest request) => address == request.Path + request.QueryString;

    /// <summary>What was searched for on this page, to stand in the box; empty on most pages.</summary>
    public static string SearchedFor(HttpRequest request)
    {
        var words = request.Query["search"].ToString();
        return words.Length <= FilmQuery.MaxTextLength ? words : words[..FilmQuery.MaxTextLength];
    }

    /// <summary>
    /// Where signing in leads back to: this page, or the one that this page stands in for. Null from pages that are about signing in
    /// themselves.
    /// </summary>
    public static string? ReturnUrl(HttpContext context)
    {
        var failed = context.Features.Get<IStatusCodeReExecuteFeature>();
        var path = failed?.OriginalPath ?? context.Request.Path;
        return path.StartsWith("/account", StringComparison.OrdinalIgnoreCase)
            ? null
            : path + (failed is null ? context.Request.QueryString.Value : failed.OriginalQueryString);
    }
}
