using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Journaling;
using Reviews.Contracts.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>Lists the articles for editors, and has those resumed that were left in the middle of a save.</summary>
/// <remarks>Reentrant: articles that it resumes say how they stand while it waits for them.</remarks>
[Reentrant, GrainType(GrainType)]
internal sealed partial class ArticleShelfGrain(
    [FromKeyedServices("shelf")] ShelfState state, IDurableStateManager journal, ILogger<ArticleShelfGrain> logger) : Grain, IArticleShelfGrain
{
    public const string GrainType = "article-shelf";

    /// <summary>Articles resumed at a time.</summary>
    private const int Parallel = 8;

    private bool _pumping;

    public async Task<bool> OpenAsync(string slug)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        var isThere = state.Cards.ContainsKey(slug) || state.Open.Contains(slug);
        if (!isThere && state.Cards.Count + state.Open.Count >= IArticleShelfGrain.MaxArticles) return false;
        state.Begin(slug);
        await journal.CommitAsync();
        return true;
    }

    public async Task CloseAsync(string slug, ArticleCard? card)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        state.End(slug, card);
        await journal.CommitAsync();
    }

    public Task<ArticleCardPage> ListAsync(int page, int pageSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(pageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pageSize, IArticleShelfGrain.MaxPageSize);
        var cards = state.Cards.Values.OrderByDescending(card => card.SavedAt).ThenBy(card => card.Slug, StringComparer.Ordinal);
        return Task.FromResult(new ArticleCardPage([.. cards.Skip(Math.Min(page - 1, state.Cards.Count) * pageSize).Take(pageSize)], state.Cards.Count));
    }

    public async Task PumpAsync()
    {
        if (_pumping) return;
        _pumping = true;
        try
        {
            foreach (var group in state.Open.ToArray().Chunk(Parallel)) await Task.WhenAll(group.Select(ResumeAsync));
        }
        finally
        {
            _pumping = false;
        }
    }

    private async Task ResumeAsync(string slug)
    {
        try
        {
            await GrainFactory.GetGrain<IArticleGrain>(slug).ResumeAsync();
        }
        catch (Exception exception)
        {
            LogNotResumed(slug, exception);   // it stays open and is resumed with the next round
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The article {Slug} could not be resumed yet.")]
    private partial void LogNotResumed(string slug, Exception exception);
}
