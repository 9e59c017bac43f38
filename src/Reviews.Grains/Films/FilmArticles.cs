using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Grains.Films.Writing;

namespace Reviews.Grains.Films;

/// <summary>What critics write about a film.</summary>
internal sealed class FilmArticles(FilmActivation film, FilmWrites writes)
{
    private WritingState Writing => film.Journal.Writing;

    public async Task<ArticleOutcome> PutAsync(ArticleSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (summary.FilmId != film.FilmId) throw new ArgumentException($"The article is about {summary.FilmId}.", nameof(summary));
        if (summary.Preview.Length > ArticleSummary.MaxPreview) throw new ArgumentException("The preview is too long.",
            nameof(summary));
        if (!film.Journal.IsPublished) return ArticleOutcome.UnknownFilm;

        await writes.WriteAndShareAsync(() => Writing.IsNews(summary) && Writing.HasRoomFor(summary.Slug), () => Writing.Put(summary));
        return Writing.RevisionOf(summary.Slug) >= summary.Revision ? ArticleOutcome.Taken : ArticleOutcome.TooMany;
    }

    public Task RemoveAsync(string slug, int revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        return film.Journal.IsPublished
            ? writes.WriteAndShareAsync(() => Writing.RevisionOf(slug) < revision, () => Writing.Remove(slug, revision))
            : Task.CompletedTask;
    }
}
