using Reviews.Contracts.Films;

namespace Reviews.Api.Catalogue.Search;

/// <summary>Keeps the search in what is written about films as the node's index of films is.</summary>
internal sealed partial class WritingFeeder(FilmIndex films, WritingSearch search, TimeProvider clock, ILogger<WritingFeeder> log) : IndexFeeder(clock)
{
    private readonly ILogger<WritingFeeder> _log = log;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        films.WritingChanged += NoteWriting;
        films.DetailsChanged += NoteDetails;
        search.Write([.. films.All.Where(film => film.Writing is not null)]);
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        films.WritingChanged -= NoteWriting;
        films.DetailsChanged -= NoteDetails;
        return base.StopAsync(cancellationToken);
    }

    protected override void Write(IReadOnlyList<string> filmIds) => search.Write([.. filmIds.Select(films.Find).OfType<FilmState>()]);

    private void NoteWriting(FilmState film) => Note(film.Rating.FilmId);

    /// <summary>What is written is found by the film's title and directors too.</summary>
    private void NoteDetails(FilmDetails film)
    {
        if (films.Find(film.FilmId)?.Writing is not null) Note(film.FilmId);
    }
}
