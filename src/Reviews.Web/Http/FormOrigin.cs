using Microsoft.AspNetCore.Antiforgery;
using Reviews.Application.Members.SignIn;

namespace Reviews.Web.Http;

/// <summary>Whether a form was sent from a page of this site.</summary>
internal static class FormOrigin
{
    /// <summary>The token proves it too, but it is bound to a session, and the session may be over.</summary>
    public static async Task<bool> IsOurPageAsync(this IAntiforgery antiforgery, HttpContext context) =>
        SameOrigin.IsSaidOfForm(context.Request) || await antiforgery.IsRequestValidAsync(context);
}
