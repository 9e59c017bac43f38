using System.Collections.Immutable;
using Orleans.Concurrency;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Contracts.Catalogue;

/// <summary>A sixteenth of the catalogue: its films, their newest ratings, and a numbered feed of their changes.</summary>
[Alias("reviews.ICatalogueShardGrain")]
public interface ICatalogueShardGrain : IGrainWithIntegerKey
{
    /// <summary>Notes durably that the film is about to write. Until cleared, a silent film is asked for its state.</summary>
    /// <param name="filmId">The film.</param>
    /// <param name="mark">The mark's name, never used before by this film.</param>
    [Alias("Mark")]
    Task MarkAsync(string filmId, Guid mark);

    /// <summary>Takes the film's state as the durable one and drops the mark with that name; other marks stay.</summary>
    [Alias("Settle")]
    Task SettleAsync(FilmState film, Guid mark);

    /// <summary>Offers a newer rating for the feed; kept in memory only.</summary>
    [Alias("Offer"), AlwaysInterleave]
    Task OfferAsync(FilmRating rating);

    /// <summary>Offers newer writing for the feed; kept in memory only.</summary>
    [Alias("OfferWriting"), AlwaysInterleave]
    Task OfferWritingAsync(string filmId, FilmWriting writing);

    /// <summary>The film as this shard knows it; null when it was never published.</summary>
    [Alias("Find"), AlwaysInterleave]
    Task<FilmState?> FindAsync(string filmId);

    /// <summary>Takes or renews a node's lease on the feed and returns what the node has not seen.</summary>
    [Alias("Lease"), AlwaysInterleave]
    Task<FeedPage> LeaseAsync(FeedLease lease);

    /// <summary>Rewrites the shard's journal with its films as they are now: what they reported before is gone from the store. A shard
    /// holds some hundred kilobytes.</summary>
    [Alias("Fold")]
    Task CompactAsync();

    /// <summary>Votes of all films in this shard.</summary>
    [Alias("Totals"), AlwaysInterleave]
    Task<CatalogueTotals> TotalsAsync();
}

/// <summary>A node of the API that holds leases on feeds.</summary>
[Alias("reviews.IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    /// <summary>Delivers the changes since the last page; lost pages are made up for, by number, at the next renewal.</summary>
    [Alias("Feed"), OneWay]
    Task FeedAsync(FeedPage page);
}

/// <summary>A node's lease, valid for <see cref="CatalogueFeed.LeaseTime"/> from its last renewal.</summary>
/// <param name="NodeId">The node's name, new with every process.</param>
/// <param name="Observer">Where pages are sent.</param>
/// <param name="Epoch">The epoch last seen; 0: none.</param>
/// <param name="Number">The number last seen in that epoch.</param>
[GenerateSerializer, Immutable, Alias("reviews.FeedLease")]
public sealed record FeedLease(
    [property: Id(0)] Guid NodeId, [property: Id(1)] IFeedObserver Observer, [property: Id(2)] long Epoch, [property: Id(3)] long Number);

/// <summary>Changes of one shard, each film once at its newest.</summary>
/// <param name="Shard">0 to 15.</param>
/// <param name="Epoch">The activation's durable number; a lower one is stale and ignored.</param>
/// <param name="After">The changes are numbered above this.</param>
/// <param name="Number">The highest number included.</param>
/// <param name="Films">The changed films.</param>
/// <param name="More">True when the page was cut at <see cref="CatalogueFeed.MaxPage"/>: renew at once for the rest.</param>
[GenerateSerializer, Immutable, Alias("reviews.FeedPage")]
public sealed record FeedPage(
    [property: Id(0)] int Shard,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long After,
    [property: Id(3)] long Number,
    [property: Id(4)] ImmutableArray<FeedChange> Films,
    [property: Id(5)] bool More);

/// <summary>One film's changes.</summary>
/// <param name="Rating">The rating now.</param>
/// <param name="Revision">The revision of the film's details.</param>
/// <param name="Details">The details; null in a push when they did not change.</param>
/// <param name="Writing">What is written about it; null when that did not change, or nothing was ever written.</param>
[GenerateSerializer, Immutable, Alias("reviews.FeedChange")]
public sealed record FeedChange(
    [property: Id(0)] FilmRating Rating,
    [property: Id(1)] int Revision,
    [property: Id(2)] FilmDetails? Details,
    [property: Id(3)] FilmWriting? Writing = null);

/// <summary>Vote totals over many films.</summary>
/// <param name="Votes">Votes that count.</param>
/// <param name="HalfStarSum">Their sum in half stars.</param>
[GenerateSerializer, Immutable, Alias("reviews.CatalogueTotals")]
public sealed record CatalogueTotals([property: Id(0)] long Votes, [property: Id(1)] long HalfStarSum);

/// <summary>How feeds are leased.</summary>
public static class CatalogueFeed
{
    /// <summary>Maximum films per page: 1,000, about half a megabyte with details, 1.7 MB if all have the longest trend.</summary>
    public const int MaxPage = 1_000;

    /// <summary>Text per page, in characters: 1,000,000. The film that exceeds it is the page's last, and adds 260,000 at most.</summary>
    public const int MaxPageText = 1_000_000;

    /// <summary>Maximum nodes that one shard feeds at a time; more are refused.</summary>
    public const int MaxLeases = 64;

    /// <summary>How often a node renews: 2 s.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(2);

    /// <summary>How long a lease lasts without renewal: 10 s.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);
}
