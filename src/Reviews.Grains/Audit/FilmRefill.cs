using Reviews.Contracts.Films;
using Reviews.Contracts.Platform;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Articles;
using Reviews.Grains.Films;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Audit;

/// <summary>Restores one truncated film from what others still know about it.</summary>
/// <param name="film">The film's journal.</param>
/// <param name="memory">What others know.</param>
internal sealed class FilmRefill(OpenJournal film, FilmMemory memory)
{
    private readonly BallotsState _ballots = film.Of<BallotsState>();
    private readonly DurableRecord<PublishedFilm> _published = film.Of<DurableRecord<PublishedFilm>>();
    private readonly WritingState _writing = film.Of<WritingState>();

    /// <summary>Votes restored.</summary>
    public int Ballots { get; private set; }

    /// <summary>Reviews and articles restored.</summary>
    public int Texts { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await RaiseAsync(cancellationToken);
        Publish();
        EnterBallots();
        Exclude();
        NoteReviews();
        foreach (var (slug, newest) in memory.Articles.Where(article => _writing.RevisionOf(article.Slug) < article.Newest.Number))
            Tell(slug, newest);
        await film.WriteAsync(cancellationToken);
        EnterMarks();
        await film.WriteAsync(cancellationToken);
    }

    /// <summary>What can't be restored, one sentence each.</summary>
    public IEnumerable<string> Losses()
    {
        if (_published.Value is null) yield return "its details are lost; publish it again";
        foreach (var writer in memory.Writers.Where(writer => !memory.Reviews.Any(review => review.UserId == writer)).Order())
            yield return $"member {writer} wrote a review of it, and its text is lost";
    }

    /// <summary>Films count their changes, and their shard accepts only a higher count, so what comes now must exceed what it
    /// knows.</summary>
    private ValueTask RaiseAsync(CancellationToken cancellationToken)
    {
        var votes = Incarnation.CountOf(memory.Kept?.Rating.Version ?? 0);
        if (votes > _ballots.Book.Version) _ballots.RaiseTo(votes + 1);
        var writing = memory.Kept?.Writing?.Revision ?? 0;
        if (writing > _writing.Revision) _writing.RaiseTo(writing + 1);
        return film.WriteAsync(cancellationToken);
    }

    private void Publish()
    {
        if (memory.Kept is { Details: { } details, Revision: var revision } && revision > (_published.Value?.Revision ?? 0))
            _published.Replace(new PublishedFilm(details, revision));
    }

    private void EnterBallots()
    {
        foreach (var ballot in memory.Ballots.Where(ballot => _ballots.LatestOf(ballot.MemberId).Ticket < ballot.Ticket))
        {
            _ballots.Enter(ballot);
            Ballots++;
        }
    }

    private void Exclude()
    {
        foreach (var decision in memory.Decisions.Where(decision => decision.Number > _ballots.LatestExclusions.Decision))
        {
            var exclusion = new FilmExclusion(
                decision.Number, decision.From, decision.Until, decision.Action == ModerationAction.LiftExclusion);
            if (_ballots.LatestExclusions.Refuse(exclusion) is null) _ballots.Exclude(_ballots.LatestExclusions.With(exclusion));
        }
    }

    private void NoteReviews()
    {
        foreach (var review in memory.Reviews.Where(review => (_writing.Reviews.Find(review.UserId)?.Revision ?? 0) < review.Revision))
        {
            _writing.Note(review);
            Texts++;
        }
    }

    private void Tell(string slug, Contracts.Articles.ArticleRevision newest)
    {
        if (newest.Text.PublishedAt is null || newest.Text.FilmId != film.Key) _writing.Remove(slug, newest.Number);
        else if (_writing.HasRoomFor(slug)) _writing.Put(ArticleSummaries.Of(slug, newest));
        Texts++;
    }

    /// <summary>A helpful vote needs its review, which is durable by now.</summary>
    private void EnterMarks()
    {
        foreach (var vote in memory.Marks.Where(vote =>
            _writing.Reviews.Find(vote.ReviewerId) is { } review && review.TicketOf(vote.MemberId) < vote.Ticket))
        {
            _writing.Mark(vote);
        }
    }
}
