using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Reviews.Api.Pages;

/// <summary>What a reader sees instead of a page that can't be shown.</summary>
/// <remarks>It stands in for refused forms as well, so it must not ask for a token itself.</remarks>
[IgnoreAntiforgeryToken, DisableRateLimiting]
internal sealed class StatusModel : PageModel
{
    public int Code { get; private set; }

    public string Heading { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    /// <summary>Whatever the method, and without a look at what was sent: the form may be what could not be read. Called up by itself, not in
    /// place of a failed page, it is a page that does not exist.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Code = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode ?? StatusCodes.Status404NotFound;
        Response.StatusCode = Code;
        (Heading, Explanation) = Code switch
        {
            400 => ("That did not fit", "The form was too old or incomplete. Go back, load the page again, and repeat it: nothing was changed."),
            403 => ("Not for you", "Your account may not see this."),
            404 => ("No such page", "There is nothing here. The film may have another name, or the link a missing letter."),
            405 => ("Not like this", "This page can't be sent anything."),
            413 => ("Too much at once", "What you sent is larger than this page takes. Nothing was changed."),
            429 => ("One moment", "That were very many requests. Wait a moment, then try again."),
            503 => ("Not just now", "The server can't answer at this moment. What you sent may have been saved; trying again is safe."),
            _ => ("Something went wrong", "It is our mistake, and it has been noted."),
        };
    }
}
