using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Reviews.Web.Account;

/// <summary>Where a member goes who just signed in.</summary>
internal static class WayBack
{
    /// <summary>
    /// To where they came from if that is a page of ours, else home: a link from elsewhere must not lead through our sign-in to there.
    /// </summary>
    public static LocalRedirectResult Back(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(page.Url.IsLocalUrl(returnUrl) ? returnUrl! : "/");
}
