using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Platform;

namespace Reviews.Application.ReadModel;

/// <summary>
/// How far this node has followed one shard's feed. Pages arrive as pushes and as answers, on any thread and in any order.
/// </summary>
internal sealed class ShardFeed(int shard, FilmIndex index, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private long _epoch;
    private long _number;
    private bool _listed;
    private long _incarnation;   // of the last whole list
    private long _heardAt = clock.GetTimestamp();

    /// <summary>0 to 15.</summary>
    public int Shard => shard;

    /// <summary>How long ago the shard was heard from: at most <see cref="CatalogueFeed.RenewEvery"/> and a little, while all is
    /// well.</summary>
    public TimeSpan Age => clock.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>The epoch followed and the number up to which nothing is missing.</summary>
    public (long Epoch, long Number) Position
    {
        get
        {
            lock (_gate)
            {
                return (_epoch, _number);
            }
        }
    }

    /// <summary>Takes a page into the index.</summary>
    /// <returns>True when there is more to fetch at once: the page was cut, or earlier pages are missing.</returns>
    public bool Take(FeedPage page)
    {
        lock (_gate)
        {
            // An activation that was replaced may still push; what it says is stale.
            if (page.Epoch < _epoch) return false;
            Volatile.Write(ref _heardAt, clock.GetTimestamp());
            if (page.Epoch > _epoch) (_epoch, _number) = (page.Epoch, 0);

            var complete = true;
            foreach (var change in page.Films) complete &= index.Take(change);

            // Ratings after a gap are valid, each by its own version; only the number must not get ahead of what is missing.
            if (page.After > _number) return true;
            if (!complete) return Restart();
            _number = Math.Max(_number, page.Number);
            if (page.More) return true;
            NoteWhole();
            NoteListed();
            return false;
        }
    }

    /// <summary>A change without its details, though the page follows all we have: what we have is not what the shard believes.</summary>
    private bool Restart()
    {
        _number = 0;
        return true;
    }

    /// <summary>
    /// The shard has told all it knows. What was known from before the store came back with less, and is not among it, is lost.
    /// </summary>
    private void NoteWhole()
    {
        var incarnation = Incarnation.Of(_epoch);
        if (incarnation > _incarnation) index.Forget(shard, incarnation);
        _incarnation = incarnation;
    }

    /// <summary>Notes that the shard is damaged, until its list has come again.</summary>
    public void NoteDamaged()
    {
        lock (_gate)
        {
            _listed = false;
            index.ShardDamaged(shard);
        }
    }

    private void NoteListed()
    {
        if (_listed) return;
        _listed = true;
        index.ShardListed(shard);
    }
}
