using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Reviews.Application.Search;

/// <summary>Keeps the search in articles and reviews in step with the node's film index.</summary>
internal sealed partial class WritingFeeder(FilmIndex films, WritingSearch search, TimeProvider clock, ILogger<WritingFeeder> log)
    : IndexFeeder(clock)
{
    /// <summary>How late a scheduled article may become findable: 1 s.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(1);

    private readonly ILogger<WritingFeeder> _log = log;
    private readonly TimeProvider _clock = clock;

    /// <summary>When the next article of a film will be there to be found. Touched by the one loop, and before it begins.</summary>
    private readonly Dictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    protected override TimeSpan Pause => _due.Count > 0 ? Lateness : base.Pause;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        films.WritingChanged += NoteWriting;
        films.DetailsChanged += NoteDetails;
        films.FilmGone += Note;
        FilmState[] written = [.. films.All.Where(film => film.Writing is not null)];
        Schedule(written);
        search.Write(written);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        films.WritingChanged -= NoteWriting;
        films.DetailsChanged -= NoteDetails;
        films.FilmGone -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override void Write(IReadOnlyList<string> filmIds)
    {
        FilmState[] known = [.. filmIds.Select(films.Find).OfType<FilmState>()];
        foreach (var filmId in filmIds) _due.Remove(filmId);
        Schedule(known);
        search.Write(known, [.. filmIds.Except(known.Select(film => film.Rating.FilmId), StringComparer.Ordinal)]);
    }

    protected override void NoteDue()
    {
        var now = _clock.GetUtcNow();
        foreach (var filmId in _due.Where(film => film.Value <= now).Select(film => film.Key)) Note(filmId);
    }

    /// <summary>Before they are written: what falls due between the two is written at once.</summary>
    private void Schedule(IEnumerable<FilmState> written)
    {
        var now = _clock.GetUtcNow();
        foreach (var film in written)
        {
            DateTimeOffset[] later = [.. film.Writing?.Articles.Select(article => article.PublishedAt).Where(time => time > now) ?? []];
            if (later.Length > 0) _due[film.Rating.FilmId] = later.Min();
        }
    }

    private void NoteWriting(FilmState film) => Note(film.Rating.FilmId);

    /// <summary>Articles and reviews are found by the film's title and directors too.</summary>
    private void NoteDetails(FilmDetails film)
    {
        if (films.Find(film.FilmId)?.Writing is not null) Note(film.FilmId);
    }
}
