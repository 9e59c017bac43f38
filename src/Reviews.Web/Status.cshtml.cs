using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Damage;

namespace Reviews.Web;

/// <summary>What a reader sees instead of a page that can't be shown.</summary>
/// <remarks>It stands in for refused forms as well, so it must not ask for a token itself.</remarks>
[IgnoreAntiforgeryToken, DisableRateLimiting]
internal sealed class StatusModel : PageModel
{
    public int Code { get; private set; }

    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    /// <summary>The failed page's own address, where trying again may help; else null.</summary>
    public string? Again { get; private set; }

    /// <summary>Whatever the method, and without a look at what was sent: the form may be what could not be read. Called up by itself, not
    /// in place of a failed page, it is a page that does not exist.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var failed = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        Code = failed?.OriginalStatusCode ?? StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        (Heading, Explanation) = Code switch
        {
            400 =>
                ("That did not fit",
                    "The form was too old or incomplete. Go back, load the page again, and repeat it: nothing was changed."),
            403 => ("Not for you", "Your account may not see this. Somebody who runs this site can change that."),
            404 =>
                ("No such page",
                    "There is nothing here. The film may have another name, or the link a missing letter. Searching may find it."),
            405 => ("Not like this", "This page can't be sent anything. Open it from its link instead."),
            413 => ("Too much at once", "What you sent is larger than this page takes. Nothing was changed."),
            415 => ("Not in this form", "This page can't read what was sent in that form. Nothing was changed."),
            429 => ("One moment", "That were very many requests. Wait a moment, then try again."),
            503 => ("Not just now", "The server can't answer at this moment. What you sent may have been saved; trying again is safe."),
            _ => ("Something went wrong", "It is our mistake, and it has been noted. Try again, or go on elsewhere."),
        };
        if (Code == StatusCodes.Status503ServiceUnavailable && HttpContext.Features.Get<DamagedContent>() is { } damaged)
            (Heading, Explanation) = (DamagedContent.Title, damaged.Detail);
        if (Code is 429 or >= 500 && failed is not null && HttpMethods.IsGet(Request.Method))
            Again = failed.OriginalPath + failed.OriginalQueryString;
    }
}
