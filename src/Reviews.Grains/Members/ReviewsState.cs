using System.Buffers;
using Orleans.Journaling;
using Orleans.Serialization;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>
/// On which films a member wrote, and whose reviews helped them, in the member's journal. The texts are kept by the reviews' own grains.
/// </summary>
/// <remarks>Every intent is here before anyone else is told, and none is dropped, so export and erasure miss nothing.</remarks>
internal sealed class ReviewsState(Serializer<ReviewChange[]> serializer) : StagedStateMachine<ReviewChange>
{
    /// <summary>Changes per snapshot entry: about 200 KB.</summary>
    private const int ChangesPerPart = 4_096;

    private readonly Dictionary<string, ReviewIntent> _reviews = new(StringComparer.Ordinal);
    private readonly Dictionary<(string FilmId, long ReviewerId), HelpfulVoteIntent> _marks = [];
    private readonly HashSet<uint> _closing = [];
    private uint _lastTicket;

    /// <summary>The durable intents for own reviews, withdrawn ones included.</summary>
    public IReadOnlyCollection<ReviewIntent> Reviews => _reviews.Values;

    /// <summary>The durable helpful votes, including those taken back.</summary>
    public IReadOnlyCollection<HelpfulVoteIntent> Marks => _marks.Values;

    public ReviewIntent? Find(string filmId) => _reviews.GetValueOrDefault(filmId);

    public HelpfulVoteIntent? Find(string filmId, long reviewerId) => _marks.GetValueOrDefault((filmId, reviewerId));

    /// <summary>Whether the ticket's intent is done, and only the record of that is not durable yet.</summary>
    public bool IsClosing(uint ticket) => _closing.Contains(ticket);

    /// <summary>Makes the next ticket exceed this one, which someone holds; the intent that takes it makes that durable.</summary>
    public void RaiseTo(uint ticket) => _lastTicket = Math.Max(_lastTicket, ticket);

    /// <summary>Journals with the next write that the member writes or withdraws a review, under a ticket never used before.</summary>
    public ReviewIntent Intend(string filmId, bool stands, uint at)
    {
        var intent = new ReviewIntent(filmId, checked(++_lastTicket), stands, at, Open: true);
        Stage(new ReviewIntended(intent.Ticket, filmId, stands, at));
        return intent;
    }

    /// <summary>Records with the next write that review and film have it, and whether there is a text.</summary>
    public void Close(ReviewIntent intent, bool stands) => Close(new ReviewDone(intent.Ticket, intent.FilmId, stands));

    /// <summary>Drops, with the next write, an intent for a film that does not exist.</summary>
    public void Forget(ReviewIntent intent) => Stage(new ReviewForgotten(intent.Ticket, intent.FilmId));

    /// <summary>Journals a helpful vote with the next write, under a ticket never used before.</summary>
    public HelpfulVoteIntent Intend(string filmId, long reviewerId, bool? isHelpful)
    {
        var intent = new HelpfulVoteIntent(filmId, reviewerId, checked(++_lastTicket), isHelpful, Open: true);
        Stage(new HelpfulVoteIntended(intent.Ticket, filmId, reviewerId, isHelpful));
        return intent;
    }

    /// <summary>Records with the next write that the film has the helpful vote; it does not count when there was no such review.</summary>
    public void Close(HelpfulVoteIntent intent, bool stands) =>
        Close(new MarkDone(intent.Ticket, intent.FilmId, intent.ReviewerId, stands));

    /// <summary>Drops every intent with the next write; the counter stays.</summary>
    public void Erase() => Stage(new ReviewsErased(_lastTicket));

    protected override void Clear()
    {
        _reviews.Clear();
        _marks.Clear();
        _closing.Clear();
        _lastTicket = 0;
    }

    protected override void Apply(in ReviewChange change)
    {
        _lastTicket = Math.Max(_lastTicket, change.Ticket);
        if (change is ReviewDone or MarkDone) _closing.Remove(change.Ticket);
        switch (change)
        {
            case ReviewsErased:
                _reviews.Clear();
                _marks.Clear();
                break;
            case ReviewIntended intended when (Find(intended.FilmId)?.Ticket ?? 0) < intended.Ticket:
                _reviews[intended.FilmId] = new ReviewIntent(intended.FilmId, intended.Ticket, intended.Stands, intended.At, Open: true);
                break;
            case ReviewDone done when Find(done.FilmId) is { } standing && standing.Ticket == done.Ticket:
                _reviews[done.FilmId] = standing with { Open = false, Stands = done.Stands };
                break;
            case ReviewForgotten forgotten when Find(forgotten.FilmId)?.Ticket == forgotten.Ticket:
                _reviews.Remove(forgotten.FilmId);
                break;
            case HelpfulVoteIntended intended when (Find(intended.FilmId, intended.ReviewerId)?.Ticket ?? 0) < intended.Ticket:
                _marks[(intended.FilmId, intended.ReviewerId)] = new HelpfulVoteIntent(
                    intended.FilmId, intended.ReviewerId, intended.Ticket, intended.IsHelpful, Open: true);
                break;
            case MarkDone done when Find(done.FilmId, done.ReviewerId) is { } standing && standing.Ticket == done.Ticket:
                _marks[(done.FilmId, done.ReviewerId)] =
                    standing with { Open = false, IsHelpful = done.Stands ? standing.IsHelpful : null };
                break;
        }
    }

    protected override void Encode(List<ReviewChange> changes, IBufferWriter<byte> writer) => serializer.Serialize([.. changes], writer);

    protected override void EncodeSnapshot(JournalStreamWriter writer)
    {
        if (_lastTicket == 0) return;
        var changes = _reviews.Values.SelectMany(intent => intent.Changes()).Concat(_marks.Values.SelectMany(intent => intent.Changes()));
        foreach (var part in changes.Prepend(new ReviewTickets(_lastTicket)).Chunk(ChangesPerPart))
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

    private void Close(ReviewChange done)
    {
        _closing.Add(done.Ticket);
        Stage(done);
    }
}
