using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members.Erasure;

namespace Reviews.Web.Account;

/// <summary>The progress of an erasure, for anyone who knows its address.</summary>
internal sealed class ErasedModel(ErasureService erasures) : PageModel
{
    public ErasureStatus Erasure { get; private set; } = null!;

    /// <param name="token">The unguessable part of the address.</param>
    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await erasures.ProgressAsync(token) is not { } progress) return NotFound();
        Erasure = ErasureStatus.Of(progress);
        Response.Headers.CacheControl = "no-store";
        if (progress.FinishedAt is null) Response.Headers["Refresh"] = "5";   // browsers refresh by themselves, script or not
        return Page();
    }
}
