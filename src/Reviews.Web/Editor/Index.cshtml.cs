using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Films;
using Reviews.Application.Members;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Web.Editor;

/// <summary>Where an editor starts: what is being written, and films that need a correction.</summary>
[Authorize(AccountServices.EditorPages)]
internal sealed class EditorIndexModel(FilmCatalogue catalogue, IGrainFactory grains, TimeProvider time) : PageModel
{
    /// <summary>Articles of one page: 25.</summary>
    private const int PageSize = 25;

    /// <summary>Most films that are found: 12. To find another, enter more of its title.</summary>
    private const int MaxFound = 12;

    /// <summary>The film that is looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "film")]
    public string? Sought { get; set; }

    /// <summary>The films found; null while none is looked for.</summary>
    public IReadOnlyList<FilmState>? Found { get; private set; }

    /// <summary>This page's articles, the last saved first.</summary>
    public ArticleListPage Articles { get; private set; } = new([], 0);

    /// <summary>
    /// Published for subscribers without a line that ends the preview, the last saved first; at most <see cref="PageSize"/>.
    /// </summary>
    public ArticleListPage Unmarked { get; private set; } = new([], 0);

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    public bool HasMore => (long)Number * PageSize < Articles.Total;

    /// <param name="number">The page of articles, from 1; anything else means the first.</param>
    public async Task OnGetAsync([FromQuery(Name = "page")] string? number)
    {
        Number = int.TryParse(number, out var page) && page is >= 1 and <= IArticleDirectoryGrain.MaxArticles ? page : 1;
        Articles = await grains.GetGrain<IArticleDirectoryGrain>(0).ListAsync(Number, PageSize);
        Unmarked = await grains.GetGrain<IArticleDirectoryGrain>(0).UnmarkedAsync(1, PageSize);
        if (string.IsNullOrWhiteSpace(Sought)) return;
        var words = Sought.Length <= FilmQuery.MaxTextLength ? Sought : Sought[..FilmQuery.MaxTextLength];
        Found = catalogue.Browse(new FilmQuery { Search = words.Trim(), Sort = FilmSort.Relevance, PageSize = MaxFound }).Films;
    }

    public string StatusOf(ArticleListItem item) => PublicationStatus.Of(item.PublishedAt, time.GetUtcNow());
}
