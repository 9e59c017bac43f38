using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Grains.Films.Writing;

namespace Reviews.Grains.Films;

/// <summary>What critics write about a film.</summary>
internal sealed class FilmArticles(FilmActivation film, FilmWrites writes)
{
    private WritingState Writing => film.Journal.Writing;

    public async Task<ArticleOutcome> PutAsync(ArticleFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        if (face.FilmId != film.FilmId) throw new ArgumentException($"The article is about {face.FilmId}.", nameof(face));
        if (face.Preview.Length > ArticleFace.MaxPreview) throw new ArgumentException("The preview is too long to travel.", nameof(face));
        if (!film.Journal.IsPublished) return ArticleOutcome.UnknownFilm;

        await writes.WriteAndShareAsync(() => Writing.IsNews(face) && Writing.HasRoomFor(face.Slug), () => Writing.Put(face));
        return Writing.RevisionOf(face.Slug) >= face.Revision ? ArticleOutcome.Taken : ArticleOutcome.TooMany;
    }

    public Task RemoveAsync(string slug, int revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        return film.Journal.IsPublished
            ? writes.WriteAndShareAsync(() => Writing.RevisionOf(slug) < revision, () => Writing.Remove(slug, revision))
            : Task.CompletedTask;
    }
}
