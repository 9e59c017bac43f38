using System.Collections.Immutable;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;

namespace Live.Tests.Fixtures;

/// <summary>A shard's feed in memory, by the letter of its contract: numbers within an epoch, each film once at its newest.</summary>
internal sealed class FakeShard(int shard, int maxPage)
{
    private readonly Dictionary<string, (FilmState State, long Number, long DetailsNumber)> _films = [];
    private readonly Lock _gate = new();
    private long _number;

    /// <summary>Set: it answers no lease but with this.</summary>
    public Exception? Fault { get; set; }

    public long Epoch { get; private set; } = 1;

    public IReadOnlyCollection<FilmState> Films
    {
        get
        {
            lock (_gate)
            {
                return [.. _films.Values.Select(film => film.State)];
            }
        }
    }

    public FilmState? Find(string filmId)
    {
        lock (_gate)
        {
            return _films.TryGetValue(filmId, out var film) ? film.State : null;
        }
    }

    /// <summary>Takes a film's new state.</summary>
    public void Take(FilmState state)
    {
        lock (_gate)
        {
            var details = !_films.TryGetValue(state.Rating.FilmId, out var known) || state.Revision > known.State.Revision;
            _number++;
            _films[state.Rating.FilmId] = (state, _number, details ? _number : known.DetailsNumber);
        }
    }

    /// <summary>The activation is replaced: a higher epoch, all numbers anew.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            Epoch++;
            _number = 0;
            foreach (var (filmId, film) in _films.OrderBy(film => film.Key, StringComparer.Ordinal).ToArray())
            {
                _number++;
                _films[filmId] = (film.State, _number, _number);
            }
        }
    }

    /// <summary>The store came back with less: another incarnation, with these films.</summary>
    public void ComeBack(IEnumerable<FilmState> films)
    {
        lock (_gate)
        {
            var incarnation = Incarnation.Of(Epoch) + 1;
            (Epoch, _number) = (Incarnation.Raise(Epoch, incarnation), 0);
            _films.Clear();
            foreach (var film in films)
                Take(film with { Rating = film.Rating with { Version = Incarnation.Raise(film.Rating.Version, incarnation) } });
        }
    }

    public FeedPage Answer(FeedLease lease) => Since(lease.Epoch == Epoch ? lease.Number : 0);

    /// <summary>What a push after that number holds.</summary>
    public FeedPage Since(long after)
    {
        lock (_gate)
        {
            var changed = _films.Values.Where(film => film.Number > after).OrderBy(film => film.Number).ToArray();
            var page = changed.Take(maxPage).ToArray();
            var more = page.Length < changed.Length;
            ImmutableArray<FeedChange> films =
            [
                .. page.Select(film => new FeedChange(
                    film.State.Rating, film.State.Revision, film.DetailsNumber > after ? film.State.Details : null)),
            ];
            return new FeedPage(shard, Epoch, after, more ? page[^1].Number : _number, films, more);
        }
    }

    public long Number
    {
        get
        {
            lock (_gate)
            {
                return _number;
            }
        }
    }
}
