using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Api.Accounts;
using Reviews.Api.Films;
using Reviews.Contracts.Films;

namespace Reviews.Api.Pages.Editor;

/// <summary>Where an editor begins: what is being written, and the film that needs a correction.</summary>
[Authorize(AccountSetup.EditorPages)]
internal sealed class DeskModel(FilmCatalogue catalogue) : PageModel
{
    /// <summary>Most films that are found: 12. Whoever looks for another says more of its title.</summary>
    private const int MaxFound = 12;

    /// <summary>The film that is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "film")]
    public string? Sought { get; set; }

    /// <summary>The films found; null while none is looked for.</summary>
    public IReadOnlyList<FilmState>? Found { get; private set; }

    public void OnGet()
    {
        if (string.IsNullOrWhiteSpace(Sought)) return;
        var words = Sought.Length <= FilmQuery.MaxTextLength ? Sought : Sought[..FilmQuery.MaxTextLength];
        Found = catalogue.Browse(new FilmQuery { Search = words.Trim(), Sort = FilmSort.Relevance, PageSize = MaxFound }).Films;
    }
}
