using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Ballots;
using Reviews.Grains.Articles;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;
using Reviews.Grains.Moderation;
using Reviews.Grains.Reviews;

namespace Reviews.Grains.Audit;

/// <summary>Gathers what everyone except the films themselves knows about some films.</summary>
internal sealed class FilmWitnesses(IEnumerable<string> filmIds)
{
    private static readonly TimeSpan YoungAge = new FilmOptions().YoungAge;

    private readonly Dictionary<string, FilmMemory> _films =
        filmIds.ToDictionary(film => film, _ => new FilmMemory(), StringComparer.Ordinal);

    public IReadOnlyDictionary<string, FilmMemory> Films => _films;

    public async Task AskAsync(StoreGrains store, CancellationToken cancellationToken)
    {
        await store.EachAsync(CatalogueShardGrain.GrainType, (_, shard) => HearShard(shard.Of<ShardState>()), cancellationToken);
        await store.EachAsync(UserGrain.GrainType, (member, states) => HearMember(member.GetIntegerKey(), states), cancellationToken);
        await store.EachAsync(ModerationGrain.GrainType, (_, moderation) =>
            HearModeration(moderation.Of<ModerationState>().Log), cancellationToken);
        await store.EachAsync<ReviewRecord>(ReviewGrain.GrainType, IsAboutOurs, HearReview, cancellationToken);
        await store.EachAsync<ArticleRecord>(
            ArticleGrain.GrainType, _ => true, (article, record) => HearArticle(article.Key.ToString()!, record), cancellationToken);
    }

    private bool IsAboutOurs(GrainId review)
    {
        _ = review.GetIntegerKey(out var filmId);
        return filmId is not null && _films.ContainsKey(filmId);
    }

    private void HearShard(ShardState shard)
    {
        foreach (var (filmId, memory) in _films)
        {
            if (shard.Films.TryGetValue(filmId, out var kept)) memory.Kept = kept;
        }
    }

    private void HearMember(long member, OpenJournal journal)
    {
        var suspended = journal.Of<DurableRecord<SuspensionRecord>>().Value?.Reason is not null;
        var joinedAt = journal.Of<DurableRecord<MemberAccountState>>().Value?.Account?.CreatedAt;
        foreach (var vote in journal.Of<VotesState>().All)
        {
            if (_films.TryGetValue(vote.FilmId, out var memory))
                memory.Ballots.Add(new BallotEntry(member, vote.Ticket, vote.CastAt, vote.HalfStars, suspended, IsYoung(vote, joinedAt)));
        }

        HearMember(member, journal.Of<ReviewsState>());
    }

    private void HearMember(long member, ReviewsState reviews)
    {
        foreach (var intent in reviews.Reviews.Where(intent => intent.Stands && !intent.Open))
        {
            if (_films.TryGetValue(intent.FilmId, out var memory)) memory.Writers.Add(member);
        }

        foreach (var intent in reviews.Marks)
        {
            if (_films.TryGetValue(intent.FilmId, out var memory))
                memory.Marks.Add(new HelpfulVote(intent.ReviewerId, member, intent.Ticket, intent.IsHelpful));
        }
    }

    private static bool IsYoung(VoteRecord vote, DateTimeOffset? joinedAt) =>
        joinedAt is { } joined && vote.CastAt - joined.ToUnixTimeSeconds() is var age && age >= 0 && age < YoungAge.TotalSeconds;

    private void HearModeration(DecisionLog log)
    {
        foreach (var decisions in log.Carried.Where(IsAboutVotes).GroupBy(decision => decision.FilmId!))
        {
            if (_films.TryGetValue(decisions.Key, out var memory)) memory.Decisions = [.. decisions];
        }
    }

    private static bool IsAboutVotes(ModerationDecision decision) =>
        decision.Action is ModerationAction.Exclude or ModerationAction.LiftExclusion;

    private void HearReview(GrainId review, ReviewRecord record)
    {
        var userId = review.GetIntegerKey(out var filmId);
        if (record.Revision > 0) _films[filmId!].Reviews.Add(record.News(userId));
    }

    private void HearArticle(string slug, ArticleRecord record)
    {
        if (record.Newest is not { } newest) return;
        foreach (var filmId in record.Films)
        {
            if (_films.TryGetValue(filmId, out var memory)) memory.Articles.Add((slug, newest));
        }
    }
}
