using Reviews.Application.ReadModel;
using Reviews.Contracts.Films;

namespace Reviews.Application.Search;

/// <summary>Keeps the film search in step with the node's film index.</summary>
internal sealed partial class SearchFeeder(FilmIndex films, SearchIndex search, TimeProvider clock, ILogger<SearchFeeder> log)
    : IndexFeeder(clock)
{
    private readonly ILogger<SearchFeeder> _log = log;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        films.DetailsChanged += Note;
        films.FilmGone += Note;
        search.Write([.. films.All.Select(film => film.Details!)]);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        films.DetailsChanged -= Note;
        films.FilmGone -= Note;
        return base.StopAsync(cancellationToken);
    }

    protected override void Write(IReadOnlyList<string> filmIds)
    {
        FilmDetails[] known = [.. filmIds.Select(films.Find).OfType<FilmState>().Select(film => film.Details!)];
        search.Write(known, [.. filmIds.Except(known.Select(film => film.FilmId), StringComparer.Ordinal)]);
    }

    private void Note(FilmDetails film) => Note(film.FilmId);
}
