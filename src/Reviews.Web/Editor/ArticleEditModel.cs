using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Articles;
using Reviews.Application.Films.Editing;
using Reviews.Application.Http;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Domain.Titles;

namespace Reviews.Web.Editor;

/// <summary>Editors write an article: a new one, or another revision of an existing one.</summary>
[RequestSizeLimit(MaxFormBytes), RequestFormLimits(ValueLengthLimit = MaxFormBytes, MultipartBodyLengthLimit = MaxFormBytes)]
internal sealed class ArticleEditModel(
    ArticlePublisher publisher, FilmChoice films, IGrainFactory grains, TimeProvider time, IAntiforgery antiforgery)
        : EditorPage(antiforgery)
{
    /// <summary>Most bytes of the form: 2 MiB. The longest text has three bytes for each of its 500,000 characters.</summary>
    private const int MaxFormBytes = 2 * 1024 * 1024;

    /// <summary>Most addresses that are tried for a headline: 50.</summary>
    private const int MaxNamesakes = 50;

    /// <summary>The article's address; null while it is new.</summary>
    public string? ArticleSlug { get; private set; }

    /// <summary>The revision that the editor began with; 0 while it is new.</summary>
    public int Revision { get; private set; }

    public ArticleFields Article { get; private set; } = new();

    /// <summary>What is wrong: field to messages.</summary>
    public IReadOnlyDictionary<string, string[]> Errors { get; private set; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>What someone else saved in the meantime; null when nobody did.</summary>
    public ArticleFields? Theirs { get; private set; }

    /// <summary>Films that could be meant, when it is not clear which.</summary>
    public IReadOnlyList<FilmDetails> OfferedFilms { get; private set; } = [];

    /// <summary>The name under which the browser keeps what is written here.</summary>
    public string DraftName { get; private set; } = "";

    /// <summary>The text as readers will see it; nothing for anyone who is not an editor, as it is expensive to make.</summary>
    public ArticleSketch Sketch { get; private set; } = ArticleSketch.None;

    /// <summary>The article's status, in words.</summary>
    public string Status { get; private set; } = "Not saved yet";

    /// <param name="slug">The article; null: a new one.</param>
    /// <param name="film">Of a new one: the film it will be about.</param>
    public async Task<IActionResult> OnGetAsync(string? slug, string? film)
    {
        DraftName = string.Create(CultureInfo.InvariantCulture, $"{EditorId}/article/{slug ?? "*"}");
        if (slug is null)
        {
            var name = HttpContext.Features.Get<MemberStatus>()?.DisplayName;
            Article = new ArticleFields { Author = name, Film = film is { Length: <= FilmChoice.MaxLength } ? films.Name(film) : null };
            return Page();
        }

        if (!Slug.IsValid(slug) || await grains.GetGrain<IArticleGrain>(slug).ReadAsync() is not { } newest) return NotFound();
        (ArticleSlug, Revision, Article) = (slug, newest.Number, FieldsOf(newest));
        Status = PublicationStatus.Of(newest.Text.PublishedAt, time.GetUtcNow());
        Sketch = ArticleSketch.Of(Article);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? slug, CancellationToken ct)
    {
        await ReadFormAsync(slug, ct);
        if (Refusal is { } why) return Again(why);
        return await SaveOrAgainAsync(SaveAsync);
    }

    /// <summary>Shows the text as readers will see it, with script off; nothing is saved.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(string? slug, CancellationToken ct)
    {
        await ReadFormAsync(slug, ct);
        if (Refusal is { } why) Response.StatusCode = why.Status;
        return Page();
    }

    /// <summary>The same as a fragment of a page, for the script.</summary>
    public async Task<IActionResult> OnPostSketchAsync(string? slug, CancellationToken ct)
    {
        await ReadFormAsync(slug, ct);
        Response.Headers.CacheControl = ArticleCaching.OneReader;
        return Refusal is null ? Partial("_Sketch", Sketch) : StatusCode(Refusal.Status);
    }

    /// <summary>Where an article is written.</summary>
    internal static string AddressOf(string slug) => $"/editor/articles/{slug}";

    private async Task ReadFormAsync(string? slug, CancellationToken ct)
    {
        var form = await FormBody.ReadAsync(Request, ct);
        (ArticleSlug, Article, DraftName) = (slug, ArticleFields.Of(form), form["draft"].ToString());
        Revision = int.TryParse(form["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;
        if (Refusal is null) Sketch = ArticleSketch.Of(Article);
    }

    private ArticleFields FieldsOf(ArticleRevision revision) => ArticleFields.Of(revision.Text, films.Name(revision.Text.FilmId));

    private async Task<IActionResult> SaveAsync()
    {
        if (ArticleSlug is { } slug && !Slug.IsValid(slug)) return NotFound();
        var (filmId, offered) = films.Find(Article.Film ?? "");
        var known = ArticleSlug is null ? null : (await grains.GetGrain<IArticleGrain>(ArticleSlug).ReadAsync())?.Text.PublishedAt;
        var command = Article.ToCommand(EditorId, filmId, Revision, known, out var errors);
        if (filmId is null && !string.IsNullOrWhiteSpace(Article.Film))
            errors["filmId"] = [offered.Count == 0 ? "There is no film with that name." : "Which film do you mean? See below."];
        if (errors.Count > 0)
        {
            (Errors, OfferedFilms) = (errors, offered);
            return Again(Refusal.Wrong);
        }

        return ArticleSlug is null ? await MakeAsync(command) : Answer(ArticleSlug, await publisher.SaveAsync(ArticleSlug, command));
    }

    /// <summary>
    /// Saves under the headline's first free address. If repeated after a lost answer, it finds its own text there, and does not create a
    /// second article.
    /// </summary>
    private async Task<IActionResult> MakeAsync(SaveArticle command)
    {
        var first = Slug.Of(command.Text.Title, null);
        for (var number = 1; number <= MaxNamesakes; number++)
        {
            var slug = number == 1 ? first : Slug.WithSuffix(first, number);
            var answer = await publisher.SaveAsync(slug, command with { BaseRevision = 0 });
            if (answer.Outcome != SaveOutcome.Conflict) return Answer(slug, answer);
        }

        return Again(
            new Refusal(StatusCodes.Status422UnprocessableEntity,
                $"Not saved: {MaxNamesakes} articles already have that headline. Give this one another."));
    }

    private IActionResult Answer(string slug, SaveAnswer answer)
    {
        switch (answer.Outcome)
        {
            case SaveOutcome.Saved:
                (Notice,
                    Saved) = (
                        $"Saved as revision {answer.Newest!.Number}. "
                            + $"{PublicationStatus.Of(answer.Newest.Text.PublishedAt, time.GetUtcNow())}.", DraftName);
                return Redirect(AddressOf(slug));
            case SaveOutcome.Conflict:
                (Theirs, Revision) = (answer.Newest is { } newest ? FieldsOf(newest) : null, answer.Newest?.Number ?? 0);
                return Again(Refusal.Stale);
            default:
                return Again(new Refusal(StatusCodes.Status422UnprocessableEntity, $"Not saved: {SaveOutcomes.Of(answer).Sentence}"));
        }
    }
}
