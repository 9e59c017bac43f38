using Microsoft.Extensions.Caching.Memory;
using Reviews.Application.Markdown;
using Reviews.Contracts.Articles;

namespace Reviews.Application.Articles;

/// <summary>What everyone may read of articles, as HTML, rendered once per revision and kept while it is in demand. What only subscribers
/// may read never gets here.</summary>
internal sealed class OpeningCache : IDisposable
{
    /// <summary>Most characters of openings that are kept: 16 million, which is 2,000 of the longest.</summary>
    private const int MaxCharacters = 16_000_000;

    private readonly MemoryCache _openings = new(new MemoryCacheOptions { SizeLimit = MaxCharacters });
    private readonly Lock _gate = new();
    private long _rendered;

    /// <summary>How many were rendered since the start.</summary>
    public long Rendered => Interlocked.Read(ref _rendered);

    /// <summary>The opening as HTML.</summary>
    public string OpeningOf(ArticleSummary summary) =>
        Entry((summary.Slug, summary.Revision, summary.PreviewEnd), summary.ReadableOpening).Value;

    public void Dispose() => _openings.Dispose();

    /// <summary>Callers that ask while it is being rendered wait for that.</summary>
    private Lazy<string> Entry(object key, string markdown)
    {
        lock (_gate)
        {
            return _openings.TryGetValue(key, out Lazy<string>? kept)
                ? kept!
                : _openings.Set(key, new Lazy<string>(() => Render(markdown)), new MemoryCacheEntryOptions { Size = markdown.Length + 1 });
        }
    }

    private string Render(string markdown)
    {
        Interlocked.Increment(ref _rendered);
        return MarkdownText.ForArticles(markdown).ToString()!;
    }
}
