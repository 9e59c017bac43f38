using System.Collections.Concurrent;
using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>Everything that clients asked for and were answered, and what is to be said against it.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<(int Member, string FilmId), Wish> _wishes = new();
    private readonly ConcurrentDictionary<string, long> _newest = new();
    private long _acknowledged;
    private long _unavailable;
    private long _broken;
    private long _read;

    public Violations Violations { get; } = new();

    /// <summary>What clients may see now.</summary>
    public Rules Rules { get; set; } = Rules.NothingFails;

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Answers that readers got.</summary>
    public long Read => Volatile.Read(ref _read);

    public long Broken => Volatile.Read(ref _broken);

    public IEnumerable<KeyValuePair<(int Member, string FilmId), Wish>> Wishes => _wishes;

    public Wish Of(int member, string filmId) => _wishes.GetOrAdd((member, filmId), _ => new Wish());

    /// <summary>The highest version of the film that anybody was shown.</summary>
    public long NewestOf(string filmId) => _newest.GetValueOrDefault(filmId);

    /// <summary>Notes that a version of the film was shown to somebody.</summary>
    public void Shown(string filmId, long version) => _newest.AddOrUpdate(filmId, version, (_, known) => Math.Max(known, version));

    /// <summary>Notes that a member asks for something.</summary>
    /// <returns>What was known before; the answer must fit it.</returns>
    public Known Asked(int member, string filmId, double stars)
    {
        var wish = Of(member, filmId);
        var known = new Known(NewestOf(filmId), wish.Allows(0), wish.ToString(), Rules);
        wish.Ask(stars);
        return known;
    }

    /// <summary>Notes what came back.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="before">What <see cref="Asked"/> answered.</param>
    public void Answered(Answer answer, Known before)
    {
        var wish = Of(answer.Member, answer.FilmId);
        Violations.Add(Judge.OfAnswer(answer, before.Rules.Or(Rules), before));
        if (answer.IsAcknowledged)
        {
            Interlocked.Increment(ref _acknowledged);
            wish.Acknowledge(answer.Stars);
        }
        else if (answer.Status is HttpStatusCode.ServiceUnavailable) Interlocked.Increment(ref _unavailable);
        else if (answer.Status is null) Interlocked.Increment(ref _broken);

        if (answer.Version is { } version) Shown(answer.FilmId, version);
    }

    /// <summary>Notes what a reader was answered.</summary>
    /// <param name="path">What was asked for.</param>
    /// <param name="status">The answer's status; null: none came.</param>
    /// <param name="hasRetryAfter">Whether it says when to come back.</param>
    /// <param name="before">What was allowed when the request was sent.</param>
    public void WasRead(string path, HttpStatusCode? status, bool hasRetryAfter, Rules before)
    {
        Violations.Add(Judge.OfRead(path, status, hasRetryAfter, before.Or(Rules)));
        if (status is HttpStatusCode.OK) Interlocked.Increment(ref _read);
    }
}
