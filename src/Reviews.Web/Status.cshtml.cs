using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Damage;

namespace Reviews.Web;

/// <summary>What a reader sees instead of a page that can't be shown.</summary>
/// <remarks>It also replaces refused forms, so it must not ask for a token itself.</remarks>
[IgnoreAntiforgeryToken, DisableRateLimiting]
internal sealed class StatusModel : PageModel
{
    public int Code { get; private set; }

    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    /// <summary>The failed page's own address, if trying again may help; otherwise null.</summary>
    public string? Again { get; private set; }

    /// <summary>Whatever the method, and without reading what was sent: the form may be what could not be read. Requested on its own, not
    /// in place of a failed page, it is a page that does not exist.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        Code = failed?.OriginalStatusCode ?? StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        (Heading, Explanation) = Code switch
        {
            400 =>
                ("That didn’t work",
                    "The form was out of date or incomplete. Go back, reload the page and try again: nothing was changed."),
            403 => ("You don’t have access to this page", "The people who run this site can change that."),
            404 =>
                ("Page not found",
                    "There is nothing here. The film may go by another name, or the link may be mistyped. Try searching for it."),
            405 => ("That’s not possible here", "This page doesn’t accept forms. Open it from its link instead."),
            413 => ("Too large", "What you sent is too large for this page. Nothing was changed."),
            415 => ("Wrong format", "This page can’t read what you sent in that format. Nothing was changed."),
            429 => ("One moment", "That was a lot of requests. Wait a moment, then try again."),
            503 =>
                ("Not available right now",
                    "The server can’t answer just now. What you sent may have been saved; it’s safe to try again."),
            _ => ("Something went wrong", "This is our mistake, and it has been logged. Try again, or look elsewhere on the site."),
        };
        if (Code == StatusCodes.Status503ServiceUnavailable && HttpContext.Features.Get<DamagedContent>() is { } damaged)
            (Heading, Explanation) = (DamagedContent.Title, damaged.Detail);
        if (Code is 429 or >= 500 && failed is not null && HttpMethods.IsGet(Request.Method))
            Again = failed.OriginalPath + failed.OriginalQueryString;
    }
}
