using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films.Writing;

/// <summary>
/// What is written about a film, in the film's journal: the summaries of its articles, and its reviews with their helpful votes but without
/// their texts.
/// </summary>
internal sealed class WritingState(Serializer<WritingChange[]> serializer) : StagedStateMachine<WritingChange>
{
    /// <summary>Changes per snapshot entry: 100 KB of reviews, and 250 KB of articles at most.</summary>
    private const int ChangesPerPart = 2_000;

    private readonly ArticleListing _articles = new();
    private readonly ReviewListing _reviews = new();
    private int _revision;
    private FilmWriting? _writing;

    /// <summary>The durable reviews.</summary>
    public ReviewBook Reviews => _reviews.Book;

    /// <summary>Authors of the newest reviews whose heads have to be fetched.</summary>
    public IReadOnlyList<long> Headless => _reviews.Headless;

    /// <summary>What is durable, as it is sent; null when nothing was ever written. The same object until it changes.</summary>
    /// <param name="starsOf">A member's current vote in half stars; 0: none.</param>
    public FilmWriting? ToFilmWriting(Func<long, byte> starsOf) => _revision == 0
        ? null
        : _writing ??= new FilmWriting(_revision, _articles.NewestFirst(), _reviews.Book.Shown, _reviews.NewestHeads(starsOf));

    /// <summary>Whether an article may be put under that slug; one that is already there always may.</summary>
    public bool HasRoomFor(string slug)
    {
        if (_articles.Contains(slug)) return true;
        var coming = Undurable.OfType<ArticlePut>().Select(put => put.Article.Slug).Where(other => !_articles.Contains(other))
            .Distinct(StringComparer.Ordinal);
        return _articles.Count + coming.Count(other => other != slug) < FilmWriting.MaxArticles;
    }

    /// <summary>Whether a summary adds to what is durable.</summary>
    public bool IsNews(ArticleSummary summary) => _articles.IsNews(summary);

    /// <summary>The durable revision of an article; 0: none.</summary>
    public int RevisionOf(string slug) => _articles.RevisionOf(slug);

    /// <summary>Whether the member wrote one of the newest reviews, which show the author's stars, or one that may be among them after the
    /// write in flight.</summary>
    public bool ShowsStarsOf(long memberId) => _reviews.HasHeadOf(memberId) || Undurable.Any(change => change switch
    {
        ReviewNoted noted => noted.News.UserId == memberId,
        ReviewHeadTold told => told.Face.UserId == memberId,
        _ => false,
    });

    /// <summary>Whether a review, as reported by its own grain, is shown here at exactly that revision, durably or not, and its head is
    /// missing.</summary>
    public bool LacksHeadOf(StoredReview review)
    {
        var userId = review.Face.UserId;
        var coming = Undurable.OfType<ReviewNoted>().Where(noted => noted.News.UserId == userId).Select(noted => noted.News.Revision);
        return review.State == ReviewState.Published && !_reviews.HasHeadOf(userId)
            && review.Revision == coming.Append(Reviews.Find(userId)?.Revision ?? 0).Max();
    }

    /// <summary>Adds or updates an article with the next write.</summary>
    public void Put(ArticleSummary summary) => Stage(new ArticlePut(summary));

    /// <summary>Removes an article with the next write.</summary>
    public void Remove(string slug, int revision) => Stage(new ArticleRemoved(slug, revision));

    /// <summary>Records a review's update with the next write.</summary>
    public void Note(ReviewNews news) => Stage(new ReviewNoted(news));

    /// <summary>Records a helpful vote with the next write.</summary>
    public void Mark(HelpfulVote vote) => Stage(new ReviewMarked(vote));

    /// <summary>Keeps the head of one of the newest reviews with the next write.</summary>
    public void Tell(PublicReview head) => Stage(new ReviewHeadTold(head));

    /// <summary>The durable revision; 0: nothing was ever written.</summary>
    public int Revision => _revision;

    /// <summary>Raises the revision with the next write.</summary>
    public void RaiseTo(int revision) => Stage(new WritingRestored(revision));

    /// <summary>Records with the next write, which contains the vote, that the shown stars change.</summary>
    public void ChangeStars() => Stage(new StarsChanged());

    protected override void Clear()
    {
        _articles.Clear();
        _reviews.Clear();
        (_revision, _writing) = (0, null);
    }

    protected override void Apply(in WritingChange change)
    {
        if (change is WritingRestored restored) _revision = restored.Revision;
        else if (Take(change)) _revision++;
        else return;
        _writing = null;
    }

    protected override void Encode(List<WritingChange> changes, IBufferWriter<byte> writer) => serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        if (_revision == 0) return;
        foreach (var part in _articles.Changes().Concat(_reviews.Changes()).Append(new WritingRestored(_revision)).Chunk(ChangesPerPart))
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

    /// <summary>True when it was newer than what is known.</summary>
    private bool Take(WritingChange change) => change switch
    {
        ArticlePut put => _articles.Put(put.Article),
        ArticleRemoved removed => _articles.Remove(removed.Slug, removed.Revision),
        ReviewNoted noted => _reviews.Note(noted.News),
        ReviewMarked marked => _reviews.Mark(marked.Mark),
        ReviewHeadTold told => _reviews.Tell(told.Face),
        StarsChanged => true,
        ReviewKept kept => _reviews.Restore(kept),
        _ => throw new InvalidDataException($"A change of the writing of kind {change.GetType().Name} is not known to this version."),
    };
}
