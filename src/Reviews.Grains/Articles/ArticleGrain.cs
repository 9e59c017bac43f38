using System.Collections.Immutable;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Domain.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>One article with its revisions. A save is announced to the shelf, written, told to the films, and then reported to the shelf: what
/// dies in between is resumed.</summary>
[GrainType(GrainType)]
internal sealed class ArticleGrain([PersistentState("article")] IPersistentState<ArticleRecord> state, TimeProvider time) : Grain, IArticleGrain
{
    public const string GrainType = "article";

    private ArticleRecord _record = new();   // what is durable; the state's own value changes before it is

    private string Slug => this.GetPrimaryKeyString();

    private IArticleShelfGrain Shelf => GrainFactory.GetGrain<IArticleShelfGrain>(0);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _record = state.State;
        return Task.CompletedTask;
    }

    public Task<ArticleRevision?> ReadAsync() => Task.FromResult(_record.Newest);

    public async Task<ArticleRevision?> RevisionAsync(int number) =>
        _record.Newest?.Number == number ? _record.Newest
        : number < 1 || number > _record.Revisions.Length ? null
        : await KeeperOf(number).ReadAsync();

    public Task<ImmutableArray<RevisionHead>> RevisionsAsync() => Task.FromResult(_record.Revisions.Reverse().ToImmutableArray());

    public async Task<SaveAnswer> SaveAsync(SaveArticle command)
    {
        ArgumentNullException.ThrowIfNull(command);
        Check(command.Text);
        var text = Dated(command);
        if (text == _record.Newest?.Text) return await RepeatAsync();
        if (command.BaseRevision is { } began && began != (_record.Newest?.Number ?? 0)) return Answer(SaveOutcome.Conflict);
        if (await RefusalAsync(text) is { } refusal) return Answer(refusal);

        if (!await Shelf.OpenAsync(Slug)) return Answer(SaveOutcome.ShelfFull);
        if (_record.Newest is { } earlier) await KeeperOf(earlier.Number).KeepAsync(earlier);
        await WriteAsync(_record.With(text, time.GetUtcNow(), command.SavedBy));
        return Answer(await SettleAsync());
    }

    public Task ResumeAsync() => SettleAsync();

    /// <summary>The same once more: perhaps because the answer to the first was lost, before the films were told.</summary>
    private async Task<SaveAnswer> RepeatAsync() => Answer(_record.IsTold ? SaveOutcome.Saved : await SettleAsync());

    private SaveAnswer Answer(SaveOutcome outcome) => new(outcome, _record.Newest);

    private ArticleText Dated(SaveArticle command) => command is { Publish: true, Text.PublishedAt: null }
        ? command.Text with { PublishedAt = _record.Newest?.Text.PublishedAt ?? time.GetUtcNow() }
        : command.Text;

    private static void Check(ArticleText text)
    {
        if (text.Title.Length is 0 or > ArticleText.MaxTitle || text.Author.Length is 0 or > ArticleText.MaxAuthor
            || text.Markdown.Length > ArticleText.MaxMarkdown || text.HalfStars > 10 || text.Access is not (ArticleAccess.Free or ArticleAccess.Subscribers)
            || !(Domain.Titles.Slug.IsValid(text.FilmId) || (text.FilmId.Length == 0 && text.PublishedAt is null)))
        {
            throw new ArgumentException("The article breaks a limit.", nameof(text));
        }
    }

    /// <summary>What speaks against saving this text; null when nothing does.</summary>
    private async Task<SaveOutcome?> RefusalAsync(ArticleText text)
    {
        if (_record.Revisions.Length >= IArticleGrain.MaxRevisions) return SaveOutcome.TooManyRevisions;
        if (ArticlePreview.Of(text.Markdown).Preview.Length > ArticleFace.MaxOpening) return SaveOutcome.PreviewTooLong;
        if (text.FilmId.Length == 0) return null;
        var film = await GrainFactory.GetGrain<IFilmGrain>(text.FilmId).ReadAsync();
        return film.Details is null ? SaveOutcome.UnknownFilm : null;
    }

    /// <summary>Tells the films that do not know yet, then the shelf.</summary>
    private async Task<SaveOutcome> SettleAsync()
    {
        if (!_record.IsTold) await WriteAsync(_record.Told());
        await Shelf.CloseAsync(Slug, _record.Newest is { } newest ? ArticleFaces.CardOf(Slug, newest) : null);
        return SaveOutcome.Saved;
    }

    private async Task WriteAsync(ArticleRecord next)
    {
        await this.WriteOrStepDownAsync(state, next);
        _record = next;
    }

    private IRevisionGrain KeeperOf(int number) => GrainFactory.GetGrain<IRevisionGrain>(string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Slug}/{number}"));
}
