using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts;
using Reviews.Api.Films;

namespace Reviews.Api.Pages;

/// <summary>Signs the member out of this browser. Only by its form: a link from elsewhere must not.</summary>
internal sealed class LogoutModel(SignInManager<Member> signIn) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        PendingVotes.Forget(HttpContext);
        return LocalRedirect("/");
    }
}
