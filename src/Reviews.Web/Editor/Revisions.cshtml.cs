using System.Collections.Immutable;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Articles;
using Reviews.Application.Members;
using Reviews.Contracts.Articles;
using Reviews.Domain.Titles;

namespace Reviews.Web.Editor;

/// <summary>Every revision of an article: to be read, compared by eye, and restored as the next one.</summary>
/// <remarks>
/// Nothing is typed here that could be lost, and the whole text is shown, so anyone who is not an editor is refused before anything else.
/// </remarks>
[Authorize(AccountServices.EditorPages)]
internal sealed class RevisionsModel(ArticlePublisher publisher, IGrainFactory grains, IAntiforgery antiforgery) : EditorPage(antiforgery)
{
    public string ArticleSlug { get; private set; } = "";

    /// <summary>All of them, newest first.</summary>
    public ImmutableArray<RevisionHead> Revisions { get; private set; } = [];

    /// <summary>The one that is looked at; null while none is.</summary>
    public ArticleRevision? Shown { get; private set; }

    /// <summary>The same as readers would see it.</summary>
    public ArticleSketch? Sketch { get; private set; }

    /// <param name="slug">The article.</param>
    /// <param name="revision">The revision to look at.</param>
    public async Task<IActionResult> OnGetAsync(string slug, int? revision) =>
        await LoadAsync(slug, revision) ? Page() : NotFound();

    /// <summary>Restores a revision: its text becomes the next one. The publication time stays as it is.</summary>
    /// <param name="slug">The article.</param>
    /// <param name="revision">The revision to restore.</param>
    /// <param name="newest">The newest that the editor has seen.</param>
    public async Task<IActionResult> OnPostAsync(string slug, int revision, int newest)
    {
        if (!await LoadAsync(slug, revision) || Shown is not { } shown) return NotFound();
        return await SaveOrAgainAsync(() => RestoreAsync(shown, newest));
    }

    /// <summary>Who saved a revision: their public page, or the site itself.</summary>
    public static string? SaverOf(RevisionHead head) => head.SavedBy == 0 ? null : MemberIds.Format(head.SavedBy);

    private async Task<bool> LoadAsync(string slug, int? revision)
    {
        if (!Slug.IsValid(slug)) return false;
        var article = grains.GetGrain<IArticleGrain>(slug);
        (ArticleSlug, Revisions) = (slug, await article.RevisionsAsync());
        if (Revisions.IsEmpty) return false;
        if (revision is not { } number) return true;
        Shown = await article.RevisionAsync(number);
        if (Shown is not null) Sketch = ArticleSketch.Of(ArticleFields.Of(Shown.Text, Shown.Text.FilmId));
        return Shown is not null;
    }

    private async Task<IActionResult> RestoreAsync(ArticleRevision earlier, int newest)
    {
        var article = grains.GetGrain<IArticleGrain>(ArticleSlug);
        if (await article.ReadAsync() is not { } standing) return NotFound();

        // An early draft may not have a film yet, but a published article has one.
        var filmId = earlier.Text.FilmId.Length == 0 ? standing.Text.FilmId : earlier.Text.FilmId;
        var text = earlier.Text with { PublishedAt = standing.Text.PublishedAt, FilmId = filmId };
        var answer = await publisher.SaveAsync(ArticleSlug, new SaveArticle(text, newest, EditorId));
        if (answer.Outcome != SaveOutcome.Saved)
        {
            Revisions = await article.RevisionsAsync();
            return Again(answer.Outcome == SaveOutcome.Conflict
                ? Refusal.Stale with { Text = "Not restored: someone saved another revision in the meantime. It’s in the list now; "
                + "look at it first." }
                : new Refusal(StatusCodes.Status422UnprocessableEntity, $"Not restored: {SaveOutcomes.Of(answer).Sentence}"));
        }

        Notice = $"Revision {earlier.Number} has been restored as revision {answer.Newest!.Number}.";
        return Redirect(ArticleEditModel.AddressOf(ArticleSlug));
    }
}
