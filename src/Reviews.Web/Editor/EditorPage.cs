using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Failures;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Web.Http;

namespace Reviews.Web.Editor;

/// <summary>
/// A page where editors write. Whatever happens to a form that is sent, the page that answers shows again what was written.
/// </summary>
/// <remarks>So permissions are checked here and not by the framework: it would redirect to sign-in, or refuse the token of a session that
/// is over, and an hour's work would be lost with the form.</remarks>
[IgnoreAntiforgeryToken]
internal abstract class EditorPage(IAntiforgery antiforgery) : PageModel
{
    /// <summary>What was just done; shown once.</summary>
    [TempData]
    public string? Notice { get; set; }

    /// <summary>The name under which the browser kept what has now been saved; sent once, so that the browser deletes it.</summary>
    [TempData]
    public string? Saved { get; set; }

    /// <summary>Why nothing was saved; null when nothing was wrong.</summary>
    public Refusal? Refusal { get; protected set; }

    /// <summary>The editor, as this request's session says; 0 when it is over.</summary>
    public long EditorId => Caller.Of(HttpContext)?.UserId ?? 0;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var refusal = AccessRefusal();
        if (HttpMethods.IsPost(Request.Method))
        {
            Refusal = refusal;
            if (!await antiforgery.IsOurPageAsync(HttpContext)) context.Result = BadRequest();
        }
        else if (refusal is not null)
        {
            context.Result = refusal == Refusal.SignedOut
                ? Challenge(IdentityConstants.ApplicationScheme)
                : Forbid(IdentityConstants.ApplicationScheme);
        }

        if (context.Result is null) await next();
    }

    /// <summary>The page again with what was written, saying why it was not saved.</summary>
    protected PageResult Again(Refusal why)
    {
        Refusal = why;
        Response.StatusCode = why.Status;
        return Page();
    }

    /// <summary>Runs the save. A store that can't answer right now is no reason to lose what was written.</summary>
    protected async Task<IActionResult> SaveOrAgainAsync(Func<Task<IActionResult>> save)
    {
        try
        {
            return await save();
        }
        catch (Exception exception) when (ExceptionStatus.Of(exception).Status == StatusCodes.Status503ServiceUnavailable)
        {
            return Again(Refusal.Unsure);
        }
    }

    private Refusal? AccessRefusal() =>
        User.Identity?.IsAuthenticated != true ? Refusal.SignedOut
        : User.IsInRole(MemberRoles.Editor) ? null
        : Refusal.NoEditor;
}

/// <summary>Why what was written was not saved.</summary>
/// <param name="Status">The answer's status.</param>
/// <param name="Text">What the editor reads, first of all that nothing is lost.</param>
internal sealed record Refusal(int Status, string Text)
{
    public static readonly Refusal SignedOut = new(StatusCodes.Status401Unauthorized,
        "Not saved: you’ve been signed out. Your text is still here. Sign in in another tab, come back to this one, and save again.");

    public static readonly Refusal NoEditor = new(StatusCodes.Status403Forbidden,
        "Not saved: you are no longer an editor. Your text is still here; copy it before you leave.");

    public static readonly Refusal Wrong = new(StatusCodes.Status400BadRequest, "Not saved: please correct what is marked.");

    public static readonly Refusal Stale = new(
        StatusCodes.Status409Conflict, "Not saved: someone else has saved changes in the meantime. Both versions are here.");

    public static readonly Refusal Unsure = new(StatusCodes.Status503ServiceUnavailable,
        "This may not have been saved: the server can’t answer right now. Your text is still here, and it’s safe to save again.");
}
