using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Reviews.Web.Account;

/// <summary>Where a member goes after signing in.</summary>
internal static class WayBack
{
    /// <summary>
    /// Back to where they came from if that is one of our pages, otherwise home: a link from elsewhere must not lead off the site through
    /// our sign-in.
    /// </summary>
    public static LocalRedirectResult Back(this PageModel page, string? returnUrl) =>
        page.LocalRedirect(page.Url.IsLocalUrl(returnUrl) ? returnUrl! : "/");
}
