using System.Collections.Immutable;
using System.Globalization;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>One article with its revisions. A save is announced to the article directory, written, sent to the films, and then reported to
/// the directory: if it is interrupted, it is resumed.</summary>
[GrainType(GrainType)]
internal sealed class ArticleGrain(
    [PersistentState("article")] IPersistentState<ArticleRecord> state, TimeProvider time, IStoreHistory history)
    : StoreGrain(history), IArticleGrain
{
    public const string GrainType = "article";

    private ArticleRecord _record = new();   // the durable value; the state's own changes before it is durable

    private string Slug => this.GetPrimaryKeyString();

    private IArticleDirectoryGrain Directory => GrainFactory.GetGrain<IArticleDirectoryGrain>(0);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _record = state.State;
        return base.OnActivateAsync(cancellationToken);
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
        if (Fault(text) is { } fault) return fault;
        if (await RefusalAsync(text) is { } refusal) return Answer(refusal);

        if (!await Directory.OpenAsync(Slug)) return Answer(SaveOutcome.DirectoryFull);
        await AppendAsync(text, command.SavedBy);
        return Answer(await SettleAsync());
    }

    public Task ResumeAsync() => SettleAsync();

    /// <summary>The same save again, perhaps because the first answer was lost before the films were notified.</summary>
    private async Task<SaveAnswer> RepeatAsync() => Answer(_record.IsToldAnew ? SaveOutcome.Saved : await SettleAsync());

    private SaveAnswer Answer(SaveOutcome outcome) => new(outcome, _record.Newest);

    private ArticleText Dated(SaveArticle command) => command is { Publish: true, Text.PublishedAt: null }
        ? command.Text with { PublishedAt = _record.Newest?.Text.PublishedAt ?? Now() }
        : command.Text;

    /// <summary>In whole seconds, as times are shown.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());

    private static void Check(ArticleText text)
    {
        if (text.Title.Length is 0 or > ArticleText.MaxTitle || text.Author.Length is 0 or > ArticleText.MaxAuthor
            || text.Markdown.Length > ArticleText.MaxMarkdown || text.HalfStars > 10
            || text.Access is not (ArticleAccess.Free or ArticleAccess.Subscribers)
            || !(text.FilmId.Length == 0 || Domain.Titles.Slug.IsValid(text.FilmId)))
        {
            throw new ArgumentException("The article breaks a limit.", nameof(text));
        }
    }

    /// <summary>What is wrong with the text itself; null when nothing is. A draft need not mark where its preview ends.</summary>
    private SaveAnswer? Fault(ArticleText text)
    {
        if (MarkdownShape.Fault(text.Markdown) is { } shape) return Answer(SaveOutcome.TooIntricate) with { Reason = shape };
        if (text.PublishedAt is null || text.Access == ArticleAccess.Free || PreviewLine.Fault(text.Markdown) is not { } preview)
            return null;
        return Answer(SaveOutcome.PreviewUnclear) with { Reason = preview };
    }

    /// <summary>Why this text can't be saved; null when it can.</summary>
    private async Task<SaveOutcome?> RefusalAsync(ArticleText text)
    {
        if (_record.Revisions.Length >= IArticleGrain.MaxRevisions) return SaveOutcome.TooManyRevisions;
        if (ArticlePreview.Of(text.Markdown).Preview.Length > ArticleSummary.MaxOpening) return SaveOutcome.PreviewTooLong;
        if (text.FilmId.Length == 0) return text.PublishedAt is null ? null : SaveOutcome.NoFilm;
        var film = await GrainFactory.GetGrain<IFilmGrain>(text.FilmId).ReadAsync();
        if (film.Details is null) return SaveOutcome.UnknownFilm;
        var others = film.Writing?.Articles.Count(article => article.Slug != Slug) ?? 0;
        return text.PublishedAt is not null && others >= FilmWriting.MaxArticles ? SaveOutcome.FilmFull : null;
    }

    /// <summary>Notifies the films that do not know yet, then the article directory.</summary>
    private async Task<SaveOutcome> SettleAsync()
    {
        var outcome = _record.IsToldAnew || await TellAsync() ? SaveOutcome.Saved : await KeepAsDraftAsync();
        await Directory.CloseAsync(Slug, _record.Newest is { } newest ? ArticleSummaries.ItemOf(Slug, newest) : null);
        return outcome;
    }

    /// <summary>Other articles have filled up the film since it was checked: this one stays, visible only to its editor.</summary>
    private async Task<SaveOutcome> KeepAsDraftAsync()
    {
        var newest = _record.Newest!;
        await AppendAsync(newest.Text with { PublishedAt = null }, newest.SavedBy);
        await TellAsync();
        return SaveOutcome.FilmFull;
    }

    /// <summary>Sends the article's current state to every film that may show it. False when the film that should show it has no
    /// room.</summary>
    private async Task<bool> TellAsync()
    {
        var newest = _record.Newest!;
        foreach (var filmId in _record.Films)
        {
            var film = GrainFactory.GetGrain<IFilmGrain>(filmId);
            if (newest.Text.PublishedAt is null || newest.Text.FilmId != filmId) await film.RemoveArticleAsync(Slug, newest.Number);
            else if (await film.PutArticleAsync(ArticleSummaries.Of(Slug, newest)) != ArticleOutcome.Taken) return false;
        }

        await WriteAsync(_record.Told());
        return true;
    }

    /// <summary>First moves the earlier revision to a record of its own, which is idempotent.</summary>
    private async Task AppendAsync(ArticleText text, long savedBy)
    {
        if (_record.Newest is { } earlier) await KeeperOf(earlier.Number).KeepAsync(earlier);
        await WriteAsync(_record.With(text, Now(), savedBy));
    }

    private async Task WriteAsync(ArticleRecord next)
    {
        await this.WriteOrStepDownAsync(state, next);
        _record = next;
    }

    private IRevisionGrain KeeperOf(int number) =>
        GrainFactory.GetGrain<IRevisionGrain>(string.Create(CultureInfo.InvariantCulture, $"{Slug}/{number}"));
}
