using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;
using Reviews.Contracts.Moderation;

namespace Reviews.Grains.Members;

/// <summary>What is left of a member in others' journals when all votes and reviews are withdrawn: in films, in the shards that list them,
/// in moderation. Has them rewritten so that no byte remains.</summary>
internal sealed class MemberTraces(MemberActivation member, MemberWork work, MemberReviews reviews)
{
    /// <summary>Journals rewritten at a time: few, since each is as long as its film's list of votes.</summary>
    private const int CompactionSlice = 4;

    /// <summary>Films whose journals have to be rewritten.</summary>
    public int Count => Votes.All.Count + ReviewedFilms.Count();

    private VotesState Votes => member.Journal.Votes;

    private ReviewsState Reviews => member.Journal.Reviews;

    /// <summary>Films that hold or held a review or helpful vote, but no vote, for which they are rewritten anyway.</summary>
    private IEnumerable<string> ReviewedFilms =>
        Reviews.Reviews.Select(intent => intent.FilmId).Concat(Reviews.Marks.Select(intent => intent.FilmId))
        .Where(film => Votes.Find(film) is null).Distinct(StringComparer.Ordinal);

    /// <summary>Shards that may hold the beginning of a text among their films' newest reviews.</summary>
    private IEnumerable<int> ReviewedShards => Reviews.Reviews.Select(intent => CatalogueShards.Of(intent.FilmId)).Distinct();

    /// <summary>Has all of them rewritten; true when that is done and the member's lists of films are empty.</summary>
    public async Task<bool> EraseAsync()
    {
        // Moderation only now, when all reviews are withdrawn: as long as one exists it can be reported.
        var moderation = member.Grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        return await work.TryAsync(() => moderation.ForgetAsync(member.UserId))
            && await work.ForEachAsync(Reviews.Reviews, MemberWork.Slice, intent => ForgetTextAsync(intent.FilmId))
            && await FoldFilmsAsync()
            && await FoldShardsAsync();
    }

    private Task<bool> ForgetTextAsync(string filmId) => work.TryAsync(() => reviews.GrainOf(filmId).ForgetAsync());

    /// <summary>Compacts every affected film, including its list of reviews, and forgets which were voted on.</summary>
    private async Task<bool> FoldFilmsAsync()
    {
        var reviewed = await work.ForEachAsync(ReviewedFilms, CompactionSlice, film => work.TryAsync(() => CompactAsync(film)));
        var voted = await work.ForEachAsync(Votes.All, CompactionSlice, vote => ForgetAsync(vote.FilmId));
        return reviewed && voted && Votes.All.Count == 0;
    }

    /// <summary>Compacts the shards that list the films, and forgets which were reviewed.</summary>
    private async Task<bool> FoldShardsAsync()
    {
        if (!await work.ForEachAsync(ReviewedShards, CompactionSlice, shard => work.TryAsync(() => CompactAsync(shard)))) return false;
        Reviews.Erase();
        await member.Journal.CommitAsync();
        return true;
    }

    /// <summary>Compacts the film's journal, and then drops the film from the member's list.</summary>
    private async Task<bool> ForgetAsync(string filmId)
    {
        if (Votes.Find(filmId) is not { } withdrawn) return true;
        if (!await work.TryAsync(() => CompactAsync(filmId))) return false;
        Votes.Forget(withdrawn);
        await member.Journal.CommitAsync();
        return true;
    }

    private Task CompactAsync(string filmId) => member.Grains.GetGrain<IFilmGrain>(filmId).CompactAsync();

    private Task CompactAsync(int shard) => member.Grains.GetGrain<ICatalogueShardGrain>(shard).CompactAsync();
}
