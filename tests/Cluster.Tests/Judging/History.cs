using System.Collections.Concurrent;
using System.Net;

namespace Cluster.Tests.Judging;

/// <summary>Everything that clients asked for and were answered, and what is to be said against it.</summary>
internal sealed class History
{
    private readonly ConcurrentDictionary<(int Member, string FilmId), VoteIntent> _wishes = new();
    private readonly ConcurrentDictionary<string, long> _newest = new();
    private long _acknowledged;
    private long _unavailable;
    private long _broken;
    private long _read;

    /// <summary>By member, while what the store acknowledges may be lost; none otherwise.</summary>
    private readonly Dictionary<int, Ledger> _ledgers = [];
    private readonly Lock _turn = new();
    private bool _isExposed;

    public Violations Violations { get; } = new();

    /// <summary>What clients may see now.</summary>
    public Rules Rules { get; set; } = Rules.NothingFails;

    public long Acknowledged => Volatile.Read(ref _acknowledged);

    public long Unavailable => Volatile.Read(ref _unavailable);

    /// <summary>Answers that readers got.</summary>
    public long Read => Volatile.Read(ref _read);

    public long Broken => Volatile.Read(ref _broken);

    /// <summary>Acknowledged votes that a store did not have when it came back with less, as it may.</summary>
    public long RolledBack { get; private set; }

    public VoteIntent Of(int member, string filmId) => _wishes.GetOrAdd((member, filmId), _ => new VoteIntent());

    /// <summary>The highest version of the film that anybody was shown.</summary>
    public long NewestOf(string filmId) => _newest.GetValueOrDefault(filmId);

    /// <summary>Notes that a version of the film was shown to somebody.</summary>
    public void Shown(string filmId, long version) => _newest.AddOrUpdate(filmId, version, (_, known) => Math.Max(known, version));

    /// <summary>Notes that a member asks for something.</summary>
    /// <returns>What was known before; the answer must fit it.</returns>
    public Known Asked(int member, string filmId, double stars)
    {
        lock (_turn)
        {
            var intent = Of(member, filmId);
            var known = new Known(NewestOf(filmId), intent.Allows(0), intent.ToString(), Rules);
            LedgerOf(member)?.Ask(filmId, stars);
            intent.Ask(stars);
            return known;
        }
    }

    /// <summary>Notes what came back.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="before">What <see cref="Asked"/> answered.</param>
    public void Answered(Answer answer, Known before)
    {
        Violations.Add(Judge.OfAnswer(answer, before.Rules.Or(Rules), before with { MayBeNone = before.MayBeNone || MayHaveLost(answer) }));
        if (answer.IsAcknowledged)
        {
            Interlocked.Increment(ref _acknowledged);
            Acknowledge(answer);
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

    /// <summary>From here on the store may lose what it acknowledges: its standby receives no more, or it is copied.</summary>
    public void Expose()
    {
        lock (_turn)
        {
            _isExposed = true;
            foreach (var wishes in _wishes.GroupBy(wish => wish.Key.Member))
                _ledgers[wishes.Key] = new Ledger(wishes.ToDictionary(wish => wish.Key.FilmId, wish => wish.Value.Copy()));
        }
    }

    /// <summary>The store is back with what it has: what it acknowledges from here on stays.</summary>
    public void Seal()
    {
        lock (_turn)
        {
            foreach (var ledger in _ledgers.Values) ledger.Seal();
        }
    }

    /// <summary>What is wrong with the stars that a member finds.</summary>
    public IEnumerable<string?> OfStored(int member, IReadOnlyDictionary<string, double> list)
    {
        lock (_turn)
        {
            return LedgerOf(member) is { } ledger
                ? [Judge.OfRolledBack(member, list, ledger)]
                : [.. _wishes.Where(wish => wish.Key.Member == member).Select(
                    wish => Judge.OfStored(member, wish.Key.FilmId, list.GetValueOrDefault(wish.Key.FilmId), wish.Value))];
        }
    }

    /// <summary>Takes the members' lists for what the store has kept: nothing more may be lost.</summary>
    public void Settle(IReadOnlyDictionary<int, IReadOnlyDictionary<string, double>> lists)
    {
        lock (_turn)
        {
            foreach (var (member, ledger) in _ledgers)
            {
                var kept = ledger.Kept(lists[member]) ?? 0;
                RolledBack += ledger.RolledBack(kept);
                foreach (var (film, intent) in ledger.Intents(kept)) _wishes[(member, film)] = intent;
            }

            _ledgers.Clear();
            _isExposed = false;
        }
    }

    private void Acknowledge(Answer answer)
    {
        lock (_turn)
        {
            LedgerOf(answer.Member)?.Acknowledge(answer.FilmId, answer.Stars);
            Of(answer.Member, answer.FilmId).Acknowledge(answer.Stars);
        }
    }

    private bool MayHaveLost(Answer answer)
    {
        lock (_turn) return LedgerOf(answer.Member)?.MayBeNone(answer.FilmId) == true;
    }

    private Ledger? LedgerOf(int member)
    {
        if (!_isExposed || _ledgers.TryGetValue(member, out var ledger)) return _ledgers.GetValueOrDefault(member);
        return _ledgers[member] = new Ledger(new Dictionary<string, VoteIntent>());
    }
}
