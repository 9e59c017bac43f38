using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Moderation;

namespace Grains.Tests.Moderation;

/// <summary>Querying the decision log costs its result plus the height of a tree, however long the log is.</summary>
public sealed class DecisionLogTests
{
    private const int Length = ModerationLimits.MaxDecisions;

    [Fact]
    public void Questions_OfALogAsLongAsItMayBe_CostNoMoreThanTheTreesHeight()
    {
        var comparer = new CountingComparer();
        var log = Made(comparer);
        var costs = new[]
        {
            Cost(comparer, () => log.LastOf(7)),
            Cost(comparer, () => log.LastSuspensionOf(Length - 1)),
            Cost(comparer, () => log.About(8).First()),
            Cost(comparer, () => log.Below(long.MaxValue).Take(20).Last()),
            Cost(comparer, () => log.Below(25).Take(20).Last()),
            Cost(comparer, () => log.ToCarryTo("member 1").First()),
            Cost(comparer, () => log.Blank(9)),
            Cost(comparer, () => log.Add(Decision(Length + 1))),
        };

        // A red-black tree of 200,000 places is at most 2 * log2(200,001) = 36 high; a view compares on its way down
        // a few times at each step.
        Assert.All(costs, cost => Assert.InRange(cost, 0, 1_000));
    }

    [Fact]
    public void Add_LogIsFull_TheOldestThatWasCarriedOutGoes()
    {
        var log = Made(new CountingComparer());
        log.Add(Decision(Length + 1));

        Assert.Equal([1, 3], log.All.Take(2).Select(decision => decision.Number));
        Assert.Null(log.LastOf(2));
        Assert.Equal(Length, log.Count);
    }

    [Fact]
    public void Remove_NewestOfACase_TheOneBeforeIsTheLastAgain()
    {
        var log = new DecisionLog();
        log.Add(Decision(1) with { CaseId = 5, FilmId = "film" });
        log.Add(Decision(2) with { CaseId = 5, FilmId = "film" });
        log.Remove(2);

        Assert.Equal(1, log.LastOf(5)?.Number);
        Assert.Equal([1], log.ToCarryTo("review 1 film").Select(decision => decision.Number));
    }

    private static int Cost(CountingComparer comparer, Func<ModerationDecision?> ask) => Cost(comparer, () => Assert.NotNull(ask()));

    private static int Cost(CountingComparer comparer, Action act)
    {
        comparer.Comparisons = 0;
        act();
        return comparer.Comparisons;
    }

    /// <summary>A full log, of which the first decision alone is still to be carried out.</summary>
    private static DecisionLog Made(CountingComparer comparer)
    {
        var log = new DecisionLog(comparer);
        for (var number = 1; number <= Length; number++)
        {
            log.Add(Decision(number));
            if (number > 1) log.Carry(number);
        }

        return log;
    }

    /// <summary>On a separate member; all other decisions are on a review.</summary>
    private static ModerationDecision Decision(long number) => new(
        number, ModerationAction.Hide, 99, DateTimeOffset.UnixEpoch, "Why", number % 2 == 0 ? "film" : null, number, number, 0, 0);

    private sealed class CountingComparer : IComparer<DecisionPlace>
    {
        public int Comparisons { get; set; }

        public int Compare(DecisionPlace x, DecisionPlace y)
        {
            Comparisons++;
            return x.CompareTo(y);
        }
    }
}
