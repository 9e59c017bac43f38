using System.Collections.Immutable;
using Reviews.Contracts.Members;

namespace Grains.Tests.Fixtures;

/// <summary>Imports as tests make them.</summary>
internal static class Importing
{
    public static IMemberDataGrain Data(this TestSilo silo, long userId) => silo.Grains.GetGrain<IMemberDataGrain>(userId);

    /// <summary>A plan that rates each film with as many half stars.</summary>
    public static ImportPlan Plan(params IEnumerable<(string FilmId, int HalfStars)> ratings)
    {
        var items = ratings.Select(rating => new ImportItem(
            rating.FilmId, (byte)rating.HalfStars, new OriginalRating(
                ImportSource.Imdb, (byte)(rating.HalfStars * 10), new DateOnly(2019, 5, 4)))).ToImmutableArray();
        return new ImportPlan(ImportSource.Imdb, items, new ImportReading(items.Length, items.Length, 0, 0, 0, 0, 0, []));
    }

    public static async Task<int> StartAsync(this TestSilo silo, long userId, ImportPlan plan)
    {
        var answer = await silo.Data(userId).PlanImportAsync(Making.StampOf(userId), plan, ImportStep.Start);
        Assert.Equal(ImportOutcome.Done, answer.Outcome);
        return answer.State!.Number;
    }

    /// <summary>Waits until the import is there, over restarts of grains too.</summary>
    public static Task<ImportState?> UntilAsync(this TestSilo silo, long userId, int number, ImportStatus status) =>
        Eventually.AnsweredAsync(() => silo.Data(userId).ImportAsync(number), state => state?.Status == status);
}
