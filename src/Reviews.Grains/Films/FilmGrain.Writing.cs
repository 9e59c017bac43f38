using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <content>What critics write about the film.</content>
internal sealed partial class FilmGrain
{
    private FilmWriting? Writing => _writing.FaceOf(HalfStarsOf);

    public async Task<ArticleOutcome> PutArticleAsync(ArticleFace face)
    {
        ArgumentNullException.ThrowIfNull(face);
        if (face.FilmId != FilmId) throw new ArgumentException($"The article is about {face.FilmId}.", nameof(face));
        if (face.Preview.Length > ArticleFace.MaxPreview) throw new ArgumentException("The preview is too long to travel.", nameof(face));
        if (_published.Value is null) return ArticleOutcome.UnknownFilm;

        await WriteAndShareAsync(() => _writing.IsNews(face) && _writing.HasRoomFor(face.Slug), () => _writing.Put(face));
        return _writing.RevisionOf(face.Slug) >= face.Revision ? ArticleOutcome.Taken : ArticleOutcome.TooMany;
    }

    public Task RemoveArticleAsync(string slug, int revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(slug);
        return _published.Value is null
            ? Task.CompletedTask
            : WriteAndShareAsync(() => _writing.RevisionOf(slug) < revision, () => _writing.Remove(slug, revision));
    }

    /// <summary>Makes a change durable, and leaves the film as it is then with the shard.</summary>
    private async Task WriteAndShareAsync(Func<bool> isNews, Action stage)
    {
        if (await WriteAsync(isNews, stage)) await TellShardAsync();
        else if (_shard.IsMarked) await _shard.ShareAsync();   // it may have failed on its way to the shard before
    }

    /// <summary>Makes a change durable, if it is news compared with what is.</summary>
    /// <returns>False when it was none, and nothing was written.</returns>
    private async Task<bool> WriteAsync(Func<bool> isNews, Action stage)
    {
        if (!isNews()) return false;
        await BeginWriteAsync();
        try
        {
            if (isNews()) stage();   // asked again: others came while the mark was made
            await _journal.CommitAsync();
        }
        finally
        {
            _shard.EndWrite();
        }

        return true;
    }

    private Task TellShardAsync() => _shard.IsQuiet(TimeSpan.Zero) ? _shard.SettleAsync() : _shard.ShareAsync();
}
