using System.Collections.Concurrent;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Members;
using Reviews.Domain.Ballots;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;
using Reviews.Grains.Members;
using Reviews.Grains.Reviews;

namespace Reviews.Grains.Audit;

/// <summary>
/// Restores truncated journals from what others still know, without any silo: a film's votes and helpful votes from the members' lists, its
/// reviews and articles from their records, its details from its shard; a member's votes from the films; a shard's films. For a tool that
/// has the store to itself.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="incarnation">The store's incarnation, which everything reported from now on belongs to.</param>
public sealed class StoreRefill(StoreGrains store, long incarnation)
{
    private readonly ConcurrentBag<string> _losses = [];
    private long _ballots;
    private long _texts;
    private long _votes;
    private long _films;

    /// <summary>What has been restored so far.</summary>
    public RefillReport Report => new(
        Interlocked.Read(ref _ballots), Interlocked.Read(ref _texts), Interlocked.Read(ref _votes), Interlocked.Read(ref _films),
        [.. _losses.Order(StringComparer.Ordinal)]);

    /// <summary>Restores the given grains; what is already complete is left alone, so it may be run again.</summary>
    /// <param name="cut">Grains whose journals were truncated or whose records were cleared.</param>
    /// <param name="cancellationToken">Cancels the refill between two writes.</param>
    public async Task RunAsync(IReadOnlyCollection<string> cut, CancellationToken cancellationToken)
    {
        var grains = cut.Select(name => GrainId.Parse(name, provider: null)).ToLookup(grain => grain.Type.ToString());
        var films = grains[FilmGrain.GrainType].Select(film => film.Key.ToString()!).ToHashSet(StringComparer.Ordinal);
        await RefillFilmsAsync(films, cancellationToken);
        var reviews = new ReviewRefill(store);
        foreach (var review in grains[ReviewGrain.GrainType]) _losses.Add(await reviews.RunAsync(review, cancellationToken));
        await RefillMembersAsync([.. grains[UserGrain.GrainType].Select(member => member.GetIntegerKey())], cancellationToken);
        films.UnionWith(grains[ReviewGrain.GrainType].Select(ReviewRefill.FilmOf));
        await RefillShardsAsync(
            [.. grains[CatalogueShardGrain.GrainType].Select(shard => (int)shard.GetIntegerKey())], films, cancellationToken);
    }

    private async Task RefillFilmsAsync(HashSet<string> films, CancellationToken cancellationToken)
    {
        if (films.Count == 0) return;
        var witnesses = new FilmWitnesses(films);
        await witnesses.AskAsync(store, cancellationToken);
        await Parallel.ForEachAsync(
            witnesses.Films, cancellationToken, async (film, stopping) => await RefillAsync(film.Key, film.Value, stopping));
    }

    private async Task RefillAsync(string filmId, FilmMemory memory, CancellationToken cancellationToken)
    {
        await using var journal = await store.OpenAsync(GrainId.Create(FilmGrain.GrainType, filmId), cancellationToken);
        var refill = new FilmRefill(journal, memory);
        await refill.RunAsync(cancellationToken);
        Interlocked.Add(ref _ballots, refill.Ballots);
        Interlocked.Add(ref _texts, refill.Texts);
        foreach (var loss in refill.Losses()) _losses.Add($"{filmId}: {loss}.");
    }

    private async Task RefillMembersAsync(HashSet<long> members, CancellationToken cancellationToken)
    {
        if (members.Count == 0) return;
        var held = members.ToDictionary(member => member, _ => new ConcurrentBag<VoteRecord>());
        await store.EachAsync(
            FilmGrain.GrainType,
            (film, states) => Gather(film.Key.ToString()!, states.Of<BallotsState>().Book, held),
            cancellationToken);
        foreach (var (member, votes) in held)
        {
            await using var journal = await store.OpenAsync(StoreGrains.IdOf(UserGrain.GrainType, member), cancellationToken);
            foreach (var vote in votes.Where(vote => (journal.Of<VotesState>().Find(vote.FilmId)?.Ticket ?? 0) < vote.Ticket))
                Adopt(journal, vote);
            await journal.WriteAsync(cancellationToken);
            if (journal.Of<DurableRecord<MemberAccountState>>().Value?.Account is null)
                _losses.Add($"member {member}: the account is lost.");
        }
    }

    private void Adopt(OpenJournal member, VoteRecord vote)
    {
        member.Of<VotesState>().Adopt(vote);
        Interlocked.Increment(ref _votes);
    }

    private static void Gather(string filmId, BallotBook book, Dictionary<long, ConcurrentBag<VoteRecord>> held)
    {
        foreach (var (member, votes) in held)
        {
            if (book.TryGet(member, out var ballot))
                votes.Add(new VoteRecord(filmId, ballot.HalfStars, ballot.Ticket, ballot.CastAt, VoteOrigin.Api, Open: false));
        }
    }

    /// <summary>A truncated shard gets all its films; any other gets those that changed.</summary>
    private async Task RefillShardsAsync(HashSet<int> shards, HashSet<string> changed, CancellationToken cancellationToken)
    {
        if (shards.Count + changed.Count == 0) return;
        var films = new ConcurrentBag<FilmState>();
        await store.EachAsync(FilmGrain.GrainType, (film, states) => Gather(film.Key.ToString()!, states), cancellationToken);
        foreach (var shard in films.GroupBy(film => CatalogueShards.Of(film.Rating.FilmId)))
            await SettleAsync(shard.Key, [.. shard], cancellationToken);
        Interlocked.Add(ref _films, films.Count(film => shards.Contains(CatalogueShards.Of(film.Rating.FilmId))));

        void Gather(string filmId, OpenJournal journal)
        {
            if ((shards.Contains(CatalogueShards.Of(filmId)) || changed.Contains(filmId)) && StateOf(filmId, journal) is { } state)
                films.Add(state);
        }
    }

    private async Task SettleAsync(int shard, FilmState[] films, CancellationToken cancellationToken)
    {
        await using var journal = await store.OpenAsync(StoreGrains.IdOf(CatalogueShardGrain.GrainType, shard), cancellationToken);
        foreach (var film in films) journal.Of<ShardState>().Settle(film, Guid.Empty);
        await journal.WriteAsync(cancellationToken);
    }

    /// <summary>The film as it would report itself to its shard; null when it is not published.</summary>
    private FilmState? StateOf(string filmId, OpenJournal journal)
    {
        if (journal.Of<DurableRecord<PublishedFilm>>().Value is not { } published) return null;
        var ballots = journal.Of<BallotsState>();
        ballots.Incarnation = incarnation;
        return new FilmState(
            published.Details, published.Revision, ballots.ChartedOf(filmId, new FilmOptions().SurgeVotes),
            journal.Of<WritingState>().ToFilmWriting(HalfStarsOf));

        byte HalfStarsOf(long member) => ballots.Book.TryGet(member, out var ballot) && ballot.Stands ? ballot.HalfStars : (byte)0;
    }
}

/// <summary>What a refill has restored.</summary>
/// <param name="Ballots">Votes restored to films from members' lists.</param>
/// <param name="Texts">Reviews and articles restored to films from their records.</param>
/// <param name="Votes">Votes restored to members' lists from films.</param>
/// <param name="Films">Films restored to shards from the films themselves.</param>
/// <param name="Losses">What could not be restored, one sentence each.</param>
public sealed record RefillReport(long Ballots, long Texts, long Votes, long Films, IReadOnlyList<string> Losses);
