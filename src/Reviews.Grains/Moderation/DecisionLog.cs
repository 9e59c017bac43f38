using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Moderation;

/// <summary>The decisions by number, and in the orders in which they are queried. Bounded, except for decisions not yet carried
/// out.</summary>
/// <remarks>The cost of a query depends on its result and the height of a tree. The orders are derived from the decisions and never
/// written.</remarks>
internal sealed class DecisionLog(IComparer<DecisionPlace>? comparer = null)
{
    private readonly Dictionary<long, ModerationDecision> _decisions = [];
    private readonly SortedSet<DecisionPlace> _places = new(comparer ?? Comparer<DecisionPlace>.Default);
    private readonly Dictionary<string, SortedSet<long>> _toCarry = new(StringComparer.Ordinal);
    private readonly SortedSet<long> _untold = [];

    public int Count => _decisions.Count;

    /// <summary>All decisions, oldest first.</summary>
    public IEnumerable<ModerationDecision> All => Between(DecisionOrder.All, 0, long.MaxValue).Select(place => _decisions[place.Number]);

    /// <summary>Decisions that were carried out, oldest first.</summary>
    public IEnumerable<ModerationDecision> Carried =>
        Between(DecisionOrder.Carried, 0, long.MaxValue).Select(place => _decisions[place.Number]);

    /// <summary>The newest decision about each target with decisions not yet carried out, oldest first.</summary>
    public IEnumerable<ModerationDecision> ToCarry =>
        _toCarry.Values.Select(numbers => numbers.Max).Order().Select(number => _decisions[number]);

    /// <summary>Decisions that were carried out but not yet announced to their reviews' authors, oldest first.</summary>
    public IEnumerable<ModerationDecision> Untold => _untold.Select(number => _decisions[number]);

    /// <summary>The numbers of those the authors have been told about, oldest first.</summary>
    public IEnumerable<long> Told =>
        Carried.Where(decision => decision.TellsAuthor).Select(decision => decision.Number).Where(number => !_untold.Contains(number));

    public bool Contains(long number) => _decisions.ContainsKey(number);

    public ModerationDecision? Find(long number) => _decisions.GetValueOrDefault(number);

    /// <summary>Decisions about a target not yet carried out, oldest first.</summary>
    public IEnumerable<ModerationDecision> ToCarryTo(string target) =>
        _toCarry.TryGetValue(target, out var numbers) ? numbers.Select(number => _decisions[number]) : [];

    /// <summary>The decisions below that number, newest first.</summary>
    public IEnumerable<ModerationDecision> Below(long number) => NewestFirst(DecisionOrder.All, 0, number);

    /// <summary>The decisions about a member and their reviews, newest first.</summary>
    public IEnumerable<ModerationDecision> About(long userId) => NewestFirst(DecisionOrder.Member, userId);

    /// <summary>The newest decision on a case; null when there is none.</summary>
    public ModerationDecision? LastOf(long caseId) => NewestFirst(DecisionOrder.Case, caseId).FirstOrDefault();

    /// <summary>The newest decision on a member's suspension; null when there is none.</summary>
    public ModerationDecision? LastSuspensionOf(long userId) => NewestFirst(DecisionOrder.Suspension, userId).FirstOrDefault();

    /// <summary>Adds a decision to be carried out.</summary>
    public void Add(ModerationDecision decision)
    {
        _decisions[decision.Number] = decision;
        foreach (var place in DecisionPlace.Of(decision)) _places.Add(place);
        var target = decision.Target();
        if (!_toCarry.TryGetValue(target, out var numbers)) _toCarry[target] = numbers = [];
        numbers.Add(decision.Number);
        Trim();
    }

    /// <summary>Records that a decision was carried out.</summary>
    public void Carry(long number)
    {
        if (!_decisions.TryGetValue(number, out var decision)) return;
        Settle(decision);
        if (_places.Add(new DecisionPlace(DecisionOrder.Carried, 0, number)) && decision.TellsAuthor) _untold.Add(number);
        Trim();
    }

    /// <summary>Records that the review's author has been told about a decision.</summary>
    public void Tell(long number) => _untold.Remove(number);

    /// <summary>Removes a decision, whether carried out or not.</summary>
    public void Remove(long number)
    {
        if (!_decisions.TryGetValue(number, out var decision)) return;
        Settle(decision);
        foreach (var place in DecisionPlace.Of(decision)) _places.Remove(place);
        _places.Remove(new DecisionPlace(DecisionOrder.Carried, 0, number));
        _decisions.Remove(number);
        _untold.Remove(number);
    }

    /// <summary>Blanks the reasons given about a member, except that of a suspension still in effect.</summary>
    public void Blank(long userId)
    {
        var standing = LastSuspensionOf(userId) is { Action: ModerationAction.Suspend } last ? last.Number : 0;
        foreach (var about in About(userId).Where(about => about.Number != standing)) _decisions[about.Number] = about with { Reason = "" };
    }

    public void Clear()
    {
        _decisions.Clear();
        _places.Clear();
        _toCarry.Clear();
        _untold.Clear();
    }

    /// <summary>Removes the oldest that were carried out; one that can't be carried out does not keep others alive.</summary>
    private void Trim()
    {
        while (Count > ModerationLimits.MaxDecisions && Carried.FirstOrDefault() is { } oldest) Remove(oldest.Number);
    }

    private void Settle(ModerationDecision decision)
    {
        var target = decision.Target();
        if (_toCarry.TryGetValue(target, out var numbers) && numbers.Remove(decision.Number) && numbers.Count == 0) _toCarry.Remove(target);
    }

    private IEnumerable<ModerationDecision> NewestFirst(DecisionOrder order, long key, long below = long.MaxValue) =>
        below <= 0 ? [] : Between(order, key, below - 1).Reverse().Select(place => _decisions[place.Number]);

    private SortedSet<DecisionPlace> Between(DecisionOrder order, long key, long last) =>
        _places.GetViewBetween(new DecisionPlace(order, key, 0), new DecisionPlace(order, key, last));
}

/// <summary>An order of decisions.</summary>
internal enum DecisionOrder : byte
{
    /// <summary>All, under key 0.</summary>
    All,

    /// <summary>Those that were carried out, under key 0.</summary>
    Carried,

    /// <summary>By case.</summary>
    Case,

    /// <summary>By the member they are about, reviews included.</summary>
    Member,

    /// <summary>Suspensions and their ends, by member.</summary>
    Suspension,
}

/// <summary>A decision's place in one of the orders: within a key by number.</summary>
internal readonly record struct DecisionPlace(DecisionOrder Order, long Key, long Number) : IComparable<DecisionPlace>
{
    /// <summary>The places of a decision, whether it was carried out or not.</summary>
    public static IEnumerable<DecisionPlace> Of(ModerationDecision decision)
    {
        yield return new DecisionPlace(DecisionOrder.All, 0, decision.Number);
        if (decision.CaseId != 0) yield return new DecisionPlace(DecisionOrder.Case, decision.CaseId, decision.Number);
        if (decision.UserId != 0) yield return new DecisionPlace(DecisionOrder.Member, decision.UserId, decision.Number);
        if (decision.FilmId is null) yield return new DecisionPlace(DecisionOrder.Suspension, decision.UserId, decision.Number);
    }

    public int CompareTo(DecisionPlace other) => (Order, Key, Number).CompareTo((other.Order, other.Key, other.Number));
}

/// <summary>What decisions are about.</summary>
internal static class DecisionTargets
{
    /// <summary>What a decision is about: decisions about the same target are carried out in order.</summary>
    public static string Target(this ModerationDecision decision) => decision switch
    {
        { FilmId: null } => $"member {decision.UserId}",
        { UserId: 0 } => $"votes {decision.FilmId}",
        _ => $"review {decision.UserId} {decision.FilmId}",
    };
}
