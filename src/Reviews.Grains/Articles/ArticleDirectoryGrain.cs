using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reviews.Contracts.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>Lists the articles for editors, and resumes interrupted saves.</summary>
/// <remarks>Reentrant: articles being resumed report their state while this grain waits for them.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class ArticleDirectoryGrain(
    [FromKeyedServices("shelf")] ArticleDirectoryState state, GrainJournal journal, IStoreHistory history,
        ILogger<ArticleDirectoryGrain> logger)
    : StoreGrain(history), IArticleDirectoryGrain
{
    public const string GrainType = "article-shelf";

    /// <summary>Articles resumed at a time.</summary>
    private const int Parallel = 8;

    private bool _pumping;

    public async Task<bool> OpenAsync(string slug)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        var isThere = state.Items.ContainsKey(slug) || state.Open.Contains(slug);
        if (!isThere && state.Items.Count + state.Open.Count >= IArticleDirectoryGrain.MaxArticles) return false;
        state.Begin(slug);
        await journal.CommitAsync();
        return true;
    }

    public async Task CloseAsync(string slug, ArticleListItem? item)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        state.End(slug, item);
        await journal.CommitAsync();
    }

    public Task<ArticleListPage> ListAsync(int page, int pageSize) => Task.FromResult(PageOf([.. state.Items.Values], page, pageSize));

    public Task<ArticleListPage> UnmarkedAsync(int page, int pageSize) =>
        Task.FromResult(PageOf([.. state.Items.Values.Where(item => item.IsShownWith(PreviewEnd.Missing))], page, pageSize));

    private static ArticleListPage PageOf(ArticleListItem[] items, int page, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, IArticleDirectoryGrain.MaxPageSize);
        var ordered = items.OrderByDescending(item => item.SavedAt).ThenBy(item => item.Slug, StringComparer.Ordinal);
        return new ArticleListPage([.. ordered.Skip(Math.Min(page - 1, items.Length) * pageSize).Take(pageSize)], items.Length);
    }

    public async Task PumpAsync()
    {
        if (_pumping) return;
        _pumping = true;
        try
        {
            foreach (var group in Unfinished().Chunk(Parallel)) await Task.WhenAll(group.Select(ResumeAsync));
        }
        finally
        {
            _pumping = false;
        }
    }

    private string[] Unfinished() =>
        [.. state.Open.Concat(state.Items.Values.Where(item => item.IsShownWith(PreviewEnd.Unknown)).Select(item => item.Slug)).Distinct()];

    private async Task ResumeAsync(string slug)
    {
        try
        {
            await GrainFactory.GetGrain<IArticleGrain>(slug).ResumeAsync();
        }
        catch (Exception exception)
        {
            LogNotResumed(slug, exception);   // it stays open and is resumed in the next round
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The article {Slug} could not be resumed yet.")]
    private partial void LogNotResumed(string slug, Exception exception);
}
