using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Catalogue;

/// <summary>What a shard must still know after a crash: its films with their last ratings, dirty marks, the epoch.</summary>
internal sealed class ShardState(Serializer<ShardChange[]> serializer) : StagedStateMachine<ShardChange>
{
    /// <summary>Films per snapshot entry: 300 KB, 900 KB if all have the longest trend.</summary>
    private const int FilmsPerPart = 512;

    /// <summary>Characters that count as one more film in a snapshot entry, so that articles and reviews do not make it longer.</summary>
    private const int TextPerFilm = 1_000;

    private readonly Dictionary<string, FilmState> _films = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _marks = new(StringComparer.Ordinal);

    /// <summary>The films as they were last settled.</summary>
    public IReadOnlyDictionary<string, FilmState> Films => _films;

    /// <summary>Films that may have written since they were last settled.</summary>
    public IReadOnlyDictionary<string, Guid> Marks => _marks;

    /// <summary>The newest durable epoch; 0 before the first.</summary>
    public long Epoch { get; private set; }

    public void TakeEpoch(long epoch) => Stage(new EpochTaken(epoch));

    public void Mark(string filmId, Guid mark) => Stage(new FilmMarked(filmId, mark));

    /// <summary>Keeps a film's state: all of it when its details or writing are newer, else only the rating.</summary>
    public void Settle(FilmState film, Guid mark)
    {
        var known = _films.TryGetValue(film.Rating.FilmId, out var standing) && standing.Revision >= film.Revision
            && FilmWriting.Newer(standing.Writing, film.Writing) == standing.Writing;
        Stage(known || film.Details is null ? new RatingSettled(film.Rating, mark) : new FilmSettled(film, mark));
    }

    protected override void Clear()
    {
        _films.Clear();
        _marks.Clear();
        Epoch = 0;
    }

    protected override void Apply(in ShardChange change)
    {
        switch (change)
        {
            case FilmSettled settled:
                Keep(settled.Film);
                Drop(settled.Film.Rating.FilmId, settled.Mark);
                break;
            case RatingSettled settled:
                if (_films.TryGetValue(settled.Rating.FilmId, out var film)) Keep(film with { Rating = settled.Rating });
                Drop(settled.Rating.FilmId, settled.Mark);
                break;
            case FilmMarked marked:
                _marks[marked.FilmId] = marked.Mark;
                break;
            case EpochTaken taken:
                Epoch = Math.Max(Epoch, taken.Epoch);
                break;
        }
    }

    protected override void Encode(List<ShardChange> changes, IBufferWriter<byte> writer) => serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        var changes = _films.Values.Select(film => (ShardChange)new FilmSettled(film, Guid.Empty))
            .Concat(_marks.Select(mark => new FilmMarked(mark.Key, mark.Value)))
            .Append(new EpochTaken(Epoch));
        foreach (var part in InParts(changes))
        {
            using var entry = writer.BeginEntry();
            serializer.Serialize(part, entry.Writer);
            entry.Commit();
        }
    }

    protected override void Replay(JournalBufferReader entry)
    {
        foreach (var change in serializer.Deserialize(entry.ToArray())!) Apply(change);
    }

    private static IEnumerable<ShardChange[]> InParts(IEnumerable<ShardChange> changes)
    {
        var (part, films) = (new List<ShardChange>(), 0);
        foreach (var change in changes)
        {
            part.Add(change);
            films += 1 + ((change as FilmSettled)?.Film.Writing?.TextLength ?? 0) / TextPerFilm;
            if (films < FilmsPerPart) continue;
            yield return [.. part];
            (part, films) = ([], 0);
        }

        if (part.Count > 0) yield return [.. part];
    }

    // A settled state may arrive late, after a newer one: revision and version tell them apart.
    private void Keep(FilmState film)
    {
        if (!_films.TryGetValue(film.Rating.FilmId, out var standing))
        {
            _films.Add(film.Rating.FilmId, film);
            return;
        }

        var details = film.Revision > standing.Revision ? film : standing;
        _films[film.Rating.FilmId] = details with
        {
            Rating = film.Rating.IsNewsTo(standing.Rating) ? film.Rating : standing.Rating,
            Writing = FilmWriting.Newer(standing.Writing, film.Writing),
        };
    }

    private void Drop(string filmId, Guid mark)
    {
        if (_marks.TryGetValue(filmId, out var standing) && standing == mark) _marks.Remove(filmId);
    }
}
