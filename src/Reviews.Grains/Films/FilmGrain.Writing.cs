using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <content>What is written about the film.</content>
internal sealed partial class FilmGrain
{
    public async Task<ArticleOutcome> PutArticleAsync(ArticleFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        if (face.FilmId != FilmId) throw new ArgumentException($"The article is about {face.FilmId}.", nameof(face));
        if (face.Preview.Length > ArticleFace.MaxPreview) throw new ArgumentException("The preview is too long to travel.", nameof(face));
        if (_published.Value is null) return ArticleOutcome.UnknownFilm;

        await WriteAndShareAsync(() => _writing.Put(face), () => _writing.RevisionOf(face.Slug) < face.Revision && _writing.HasRoomFor(face.Slug));
        return _writing.RevisionOf(face.Slug) >= face.Revision ? ArticleOutcome.Taken : ArticleOutcome.TooMany;
    }

    public Task RemoveArticleAsync(string slug, int revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        return _published.Value is null
            ? Task.CompletedTask
            : WriteAndShareAsync(() => _writing.Remove(slug, revision), () => _writing.RevisionOf(slug) < revision);
    }

    /// <summary>Makes a change durable, if it is news, and leaves the film as it is then with the shard.</summary>
    private async Task WriteAndShareAsync(Action stage, Func<bool> isNews)
    {
        if (!isNews() && !_writing.HasStaged)
        {
            if (_shard.IsMarked) await _shard.ShareAsync();   // it may have failed on its way to the shard before
            return;
        }

        await BeginWriteAsync();
        try
        {
            if (isNews()) stage();
            await _journal.CommitAsync();
        }
        finally
        {
            _shard.EndWrite();
        }

        await TellShardAsync();
    }

    private Task TellShardAsync() => _shard.IsQuiet(TimeSpan.Zero) ? _shard.SettleAsync() : _shard.ShareAsync();
}
