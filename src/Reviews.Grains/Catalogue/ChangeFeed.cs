using System.Collections.Immutable;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Catalogue;

/// <summary>The newest state of a shard's films, each numbered by its last change. In memory, for one epoch.</summary>
internal sealed class ChangeFeed(int shard)
{
    private readonly Dictionary<string, LinkedListNode<Entry>> _byFilm = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byNumber = new();   // oldest change first

    /// <summary>The number of the newest change; 0: none in this epoch.</summary>
    public long Number { get; private set; }

    /// <summary>All films' states, unordered.</summary>
    public IEnumerable<FilmState> Films => _byNumber.Select(entry => entry.State);

    public FilmState? Find(string filmId) => _byFilm.TryGetValue(filmId, out var node) ? node.Value.State : null;

    /// <summary>Takes whatever is newer among rating, details and writing; true when anything was.</summary>
    public bool Take(FilmState state)
    {
        if (!_byFilm.TryGetValue(state.Rating.FilmId, out var node))
        {
            if (state.Details is null) return false;
            node = new LinkedListNode<Entry>(new Entry(state, ++Number, Number, Number));
            _byFilm.Add(state.Rating.FilmId, node);
            _byNumber.AddLast(node);
            return true;
        }

        var standing = node.Value.State;
        var newDetails = state.Revision > standing.Revision;
        var newRating = state.Rating.IsNewsTo(standing.Rating);
        var writing = FilmWriting.Newer(standing.Writing, state.Writing);
        var newWriting = writing != standing.Writing;
        if (!newDetails && !newRating && !newWriting) return false;
        var merged = (newDetails ? state : standing) with { Rating = newRating ? state.Rating : standing.Rating, Writing = writing };
        Number++;
        node.Value = new Entry(
            merged, Number, newDetails ? Number : node.Value.DetailsNumber, newWriting ? Number : node.Value.WritingNumber);
        _byNumber.Remove(node);
        _byNumber.AddLast(node);
        return true;
    }

    /// <summary>The changes numbered above <paramref name="after"/>, the oldest <see cref="CatalogueFeed.MaxPage"/> of them.</summary>
    public FeedPage Since(long epoch, long after)
    {
        var first = _byNumber.Last;
        while (first?.Previous is { } previous && previous.Value.Number > after) first = previous;

        var films = ImmutableArray.CreateBuilder<FeedChange>();
        var node = Number > after ? first : null;
        for (var text = 0; node is not null && films.Count < CatalogueFeed.MaxPage && text < CatalogueFeed.MaxPageText; node = node.Next)
        {
            var change = node.Value.Since(after);
            text += change.Writing?.TextLength ?? 0;
            films.Add(change);
        }

        var more = node is not null;
        var reached = more ? node!.Previous!.Value.Number : Number;
        return new FeedPage(shard, epoch, after, reached, films.DrainToImmutable(), more);
    }

    private sealed record Entry(FilmState State, long Number, long DetailsNumber, long WritingNumber)
    {
        /// <summary>The change for a node that knows everything up to that number.</summary>
        public FeedChange Since(long after) => new(
            State.Rating, State.Revision, DetailsNumber > after ? State.Details : null, WritingNumber > after ? State.Writing : null);
    }
}
