using System.Collections.Concurrent;
using Reviews.Application.Damage;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.ReadModel;

/// <summary>Every published film with its newest known rating, in this node's memory. Reads come from here and wake no grain.</summary>
/// <remarks>
/// News may arrive late, twice and in any order: a rating is replaced only by a higher version, or by the same with a trend; details only
/// by a higher revision.
/// </remarks>
internal sealed class FilmIndex(ICatalogueSource source, TimeProvider clock, KnownDamage? damage = null)
{
    private readonly ConcurrentDictionary<string, FilmState> _films = new(StringComparer.Ordinal);
    private readonly VersionWaiters _waiters = new(clock);
    private readonly Lock _writing = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FilmState[]? _snapshot;
    private readonly HashSet<int> _awaited = [.. Enumerable.Range(0, CatalogueShards.Count)];   // neither listed nor known as damaged
    private readonly HashSet<int> _damaged = [];

    /// <summary>Raised after a film's rating was replaced by a newer one; two of one film may be raised in either order.</summary>
    public event Action<FilmRating>? RatingChanged;

    /// <summary>
    /// Raised after a film became known, and after its details were replaced by newer ones; two of one film may be raised in either order.
    /// </summary>
    public event Action<FilmDetails>? DetailsChanged;

    /// <summary>Raised with the film's id after it was forgotten, because its shard does not know it any more.</summary>
    public event Action<string>? FilmGone;

    /// <summary>
    /// Raised with the film after what is written about it was replaced by newer writing; two of one film may be raised in either order.
    /// </summary>
    public event Action<FilmState>? WritingChanged;

    /// <summary>
    /// True once every shard's whole list has arrived or the shard is known to be damaged: there is no list to wait for then.
    /// </summary>
    public bool IsReady => _ready.Task.IsCompleted;

    /// <summary>Whether all shards can be read, so that nothing is missing from <see cref="All"/>.</summary>
    public bool HasAllShards
    {
        get
        {
            lock (_awaited)
            {
                return _damaged.Count == 0 && _awaited.Count == 0;
            }
        }
    }

    /// <summary>Whether <see cref="Shown"/> is all there is: no shard and no film is damaged.</summary>
    public bool IsWhole => HasAllShards && damage?.HasFilms() != true;

    /// <summary>All films whose ratings can be trusted, so without damaged films.</summary>
    public IReadOnlyCollection<FilmState> Shown =>
        damage?.HasFilms() == true ? [.. All.Where(film => !IsDamaged(film.Rating.FilmId))] : All;

    /// <summary>All films, in no order. The same object until something changes.</summary>
    public IReadOnlyCollection<FilmState> All
    {
        get
        {
            if (Volatile.Read(ref _snapshot) is { } current) return current;
            lock (_writing)
            {
                return _snapshot ??= [.. _films.Select(pair => pair.Value)];
            }
        }
    }

    /// <summary>Completes once <see cref="IsReady"/>.</summary>
    public Task ReadyAsync(CancellationToken ct) => _ready.Task.WaitAsync(ct);

    /// <summary>The film as this node knows it; null when it does not.</summary>
    public FilmState? Find(string filmId) => _films.GetValueOrDefault(filmId);

    /// <summary>Whether the film's journal is damaged, so that what is known of it here is not to be shown.</summary>
    public bool IsDamaged(string filmId) => damage?.HasFilm(filmId) == true;

    /// <summary>
    /// Asks a film that is known to be damaged whether it still is; if so, throws what the store says.
    /// </summary>
    public Task ProveAsync(string filmId) => damage?.ProveFilmAsync(filmId) ?? Task.CompletedTask;

    /// <summary>
    /// The film as this node knows it, or else as its shard does; null when it was never published. For a damaged film, throws what the
    /// store says.
    /// </summary>
    public async ValueTask<FilmState?> FindAsync(string filmId, CancellationToken ct)
    {
        await ProveAsync(filmId).WaitAsync(ct);
        if (Find(filmId) is { } known) return known;
        if (await source.FindAsync(filmId).WaitAsync(ct) is not { Details: not null } told) return null;
        Take(told);
        return Find(filmId);
    }

    /// <summary>Waits until the film's rating here has at least that version.</summary>
    /// <returns>False when the limit passed first, or <see cref="VersionWaiters.MaxWaiters"/> are already waiting: ask the film.</returns>
    public async Task<bool> WaitForAsync(string filmId, long version, TimeSpan limit, CancellationToken ct)
    {
        if (Has()) return true;
        using var waiter = _waiters.TryEnter(filmId, version);
        if (waiter is null) return false;
        return Has() || await waiter.WaitAsync(limit, ct);

        bool Has() => Find(filmId)?.Rating.Version >= version;
    }

    /// <summary>
    /// Takes a newer rating from elsewhere, such as the answer to a vote. Films not known here will come with the feed.
    /// </summary>
    public void Offer(FilmRating rating)
    {
        lock (_writing)
        {
            if (Find(rating.FilmId) is not { } known || !rating.IsNewsTo(known.Rating) || IsOfAnotherStore(rating, known)) return;
            Put(known with { Rating = Newest(known.Rating, rating) });
            if (rating.Version == known.Rating.Version) return;
        }

        Announce(rating);
    }

    /// <summary>
    /// Takes newer writing from elsewhere, such as the answer to a review. Films not known here will come with the feed.
    /// </summary>
    public void Offer(string filmId, FilmWriting writing)
    {
        if (Find(filmId) is { } known) Take(known with { Writing = writing });
    }

    /// <summary>Takes one film of a feed's page.</summary>
    /// <returns>False when the shard knows details of the film that neither the page nor the index has.</returns>
    internal bool Take(FeedChange change)
    {
        var known = Find(change.Rating.FilmId);
        if (change.Details is null && (known is null || IsOfAnotherStore(change.Rating, known))) return false;
        Take(change.Details is null
            ? known! with { Rating = change.Rating, Writing = change.Writing }
            : new FilmState(change.Details, change.Revision, change.Rating, change.Writing));
        return change.Details is not null || known!.Revision >= change.Revision;
    }

    /// <summary>
    /// Forgets a shard's films that were missing when it sent its whole list under a new incarnation: the store came back without
    /// them.
    /// </summary>
    internal void Forget(int shard, long incarnation)
    {
        var gone = new List<string>();
        lock (_writing)
        {
            foreach (var (filmId, film) in _films)
            {
                if (Incarnation.Of(film.Rating.Version) < incarnation && CatalogueShards.Of(filmId) == shard
                    && _films.TryRemove(filmId, out _))
                {
                    gone.Add(filmId);
                }
            }

            if (gone.Count > 0) _snapshot = null;
        }

        foreach (var filmId in gone) FilmGone?.Invoke(filmId);
    }

    /// <summary>Notes that a shard's whole list has come.</summary>
    internal void ShardListed(int shard)
    {
        lock (_awaited)
        {
            _damaged.Remove(shard);
            StopWaitingFor(shard);
        }
    }

    /// <summary>Notes that a shard is damaged: what it lists is missing here, or becomes stale.</summary>
    internal void ShardDamaged(int shard)
    {
        lock (_awaited)
        {
            _damaged.Add(shard);
            StopWaitingFor(shard);
        }
    }

    private void StopWaitingFor(int shard)
    {
        if (_awaited.Remove(shard) && _awaited.Count == 0) _ready.SetResult();
    }

    private void Take(FilmState told)
    {
        bool newDetails, newVotes, newWriting;
        FilmState film;
        lock (_writing)
        {
            var before = Find(told.Rating.FilmId);
            var known = before;
            if (known is not null && IsOfAnotherStore(told.Rating, known))
            {
                if (told.Rating.Version < known.Rating.Version) return;
                known = null;   // nothing that was said before counts any more
            }

            newDetails = known is null || told.Revision > known.Revision;
            var rating = Newest(known?.Rating, told.Rating);
            var writing = FilmWriting.Newer(known?.Writing, told.Writing);
            newVotes = rating.Version != known?.Rating.Version;
            newWriting = !ReferenceEquals(writing, before?.Writing);
            if (!newDetails && !newWriting && rating == known!.Rating) return;
            film = (newDetails ? told : known!) with { Rating = rating, Writing = writing };
            Put(film);
        }

        if (newDetails) DetailsChanged?.Invoke(told.Details!);
        if (newVotes) Announce(told.Rating);
        if (newWriting) WritingChanged?.Invoke(film);
    }

    /// <summary>
    /// The rating to keep. One that does not come from the feed has no trend or marks: the known ones stay until the feed brings new
    /// ones.
    /// </summary>
    private static FilmRating Newest(FilmRating? known, FilmRating told) =>
        known is null ? told
        : !told.IsNewsTo(known) ? known
        : (told.HasTrend ? told : told.WithTrendOf(known)) with { Marks = told.Marks ?? known.Marks };

    /// <summary>
    /// Whether the store came back with less between the two: then only the whole of what its shard says takes the place of the whole.
    /// </summary>
    private static bool IsOfAnotherStore(FilmRating told, FilmState known) =>
        Incarnation.Of(told.Version) != Incarnation.Of(known.Rating.Version);

    private void Put(FilmState film)
    {
        _films[film.Rating.FilmId] = film;
        _snapshot = null;
    }

    private void Announce(FilmRating rating)
    {
        _waiters.Arrived(rating);
        RatingChanged?.Invoke(rating);
    }
}
