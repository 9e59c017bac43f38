using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Web.Front;

namespace Reviews.Web;

/// <summary>The front page.</summary>
internal sealed class IndexModel(FrontEditor editor) : PageModel
{
    public FrontPage Front { get; private set; } = null!;

    /// <summary>With any of the list's parameters, this is the list's former address.</summary>
    public IActionResult OnGet()
    {
        if (Request.Query.Keys.Any(FilmParameters.IsName)) return LocalRedirectPermanent("/films" + Request.QueryString);
        Front = editor.Make();
        if (Front.IsIncomplete) Response.Headers.CacheControl = Caching.Never;
        return Page();
    }
}
