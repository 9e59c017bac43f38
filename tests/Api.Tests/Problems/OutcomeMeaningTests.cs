using Reviews.Application.Films;
using Reviews.Application.Members.Imports;
using Reviews.Application.Moderation;
using Reviews.Application.Outcomes;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;

namespace Reviews.Api.Tests.Problems;

/// <summary>No outcome is forgotten in the tables that say what it means.</summary>
public sealed class OutcomeMeaningTests
{
    [Fact]
    public void Tables_HoldEveryOutcome()
    {
        AssertWhole(RateOutcomes.Of, RateOutcome.Overtaken);
        AssertWhole(ReviewOutcomes.OfReview, ReviewOutcome.Overtaken);
        AssertWhole(ReviewOutcomes.OfMark, ReviewOutcome.Overtaken);
        AssertWhole<ImportOutcome>(ImportOutcomes.Of);
        AssertWhole<ReportOutcome>(ReportOutcomes.Of);
        AssertWhole<AppealResult>(AppealResults.Of);
    }

    [Fact]
    public void EveryVote_IsCountedUnderANameOfItsOwn()
    {
        var tags = Enum.GetValues<RateOutcome>().Except([RateOutcome.Overtaken]).Select(outcome => RateOutcomes.Of(outcome).Tag).ToArray();

        Assert.All(tags, Assert.NotNull);
        Assert.Distinct(tags);
    }

    /// <summary>Pages lead elsewhere after 2xx, 401 and 404; of everything else they say why.</summary>
    private static void AssertWhole<T>(Func<T, OutcomeMeaning> meaningOf, params T[] neverTold)
        where T : struct, Enum
    {
        var meanings = Enum.GetValues<T>().Except(neverTold).Select(meaningOf);

        Assert.All(meanings, meaning => Assert.True(
            meaning.Status is (>= 200 and < 300) or 401 or 404 || meaning is { Sentence.Length: > 0, Detail.Length: > 0 }));
    }
}
