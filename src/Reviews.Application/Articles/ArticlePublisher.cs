using Reviews.Application.ReadModel;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;

namespace Reviews.Application.Articles;

/// <summary>Saves articles, so that the editor sees the result on this node at once.</summary>
internal sealed class ArticlePublisher(IGrainFactory grains, FilmIndex films)
{
    public async Task<SaveAnswer> SaveAsync(string slug, SaveArticle command)
    {
        var answer = await grains.GetGrain<IArticleGrain>(slug).SaveAsync(command);
        if (answer is { Outcome: SaveOutcome.Saved, Newest.Text.FilmId: { Length: > 0 } filmId })
        {
            await films.FindAsync(filmId, CancellationToken.None);   // it may be as new as its article
            var film = await grains.GetGrain<IFilmGrain>(filmId).ReadAsync();
            if (film.Writing is { } writing) films.Offer(filmId, writing);
        }

        return answer;
    }
}
