using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Members;

namespace Reviews.Web.Account;

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
