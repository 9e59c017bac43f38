using System.Collections.Immutable;
using Reviews.Domain.Ballots;
using Reviews.Grains.Members;

namespace Reviews.Grains.Audit;

/// <summary>One film, counted twice.</summary>
public sealed class FilmCount
{
    private readonly Lock _gate = new();
    private readonly int[] _listed = new int[HalfStars];
    private int _open;

    private const int HalfStars = 10;

    /// <summary>The version the film's journal ends at.</summary>
    public long Version { get; private set; }

    /// <summary>Votes by half stars, 1 to 10, from the film's ballots, including those that do not count, since the lists have
    /// them.</summary>
    public ImmutableArray<int> Ballots { get; private set; } = [.. new int[HalfStars]];

    /// <summary>Standing votes by half stars, 1 to 10, from all members' lists.</summary>
    public ImmutableArray<int> Listed
    {
        get
        {
            lock (_gate) return [.. _listed];
        }
    }

    /// <summary>Votes in lists not known to have reached the film; it may or may not have them.</summary>
    public int Open
    {
        get
        {
            lock (_gate) return _open;
        }
    }

    /// <summary>Whether both counts agree, allowing for votes in flight.</summary>
    public bool Agrees => Ballots.Zip(Listed, (ballots, listed) => Math.Abs(ballots - listed)).Sum() <= 2 * Open;

    internal void Set(BallotBook book)
    {
        Version = book.Version;
        Ballots = [.. book.RecountAll().Histogram];
    }

    internal void Add(VoteRecord vote)
    {
        lock (_gate)
        {
            if (vote.Open) _open++;
            if (vote.Stands) _listed[vote.HalfStars - 1]++;
        }
    }
}
