using Reviews.Domain.Reviews;

namespace Domain.Tests.ReaderReviews;

public sealed class ReviewOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Page_FollowedToTheEnd_BringsEachOnceInOrder(int length)
    {
        var order = new ReviewOrder();
        foreach (var i in Enumerable.Range(0, 50)) order.Add(new ReviewPlace(i % 5 / 5.0, 1_000 + i % 7, i + 1));

        var all = new List<ReviewPlace>();
        ReviewPlace? after = null;
        while (order.Page(after, length) is { Count: > 0 } page)
        {
            Assert.InRange(page.Count, 1, length);
            all.AddRange(page);
            Assert.True(ReviewPlace.TryParse(page[^1].ToString(), out var cursor));
            Assert.Equal(page[^1], cursor);
            after = cursor;
        }

        Assert.Equal(50, all.Distinct().Count());
        Assert.Equal(all.OrderDescending(), all);
    }

    [Fact]
    public void Page_CursorOfAReviewThatIsGone_GoesOnBelowIt()
    {
        var order = new ReviewOrder();
        foreach (var i in Enumerable.Range(1, 9)) order.Add(Place(i));
        order.Remove(Place(5));

        Assert.Equal([4L, 3], order.Page(Place(5), 2).Select(place => place.UserId));
        Assert.Empty(order.Page(Place(1), 2));
        Assert.Empty(order.Page(Place(0), 2));
        Assert.Equal([9L, 8], order.Page(Place(100), 2).Select(place => place.UserId));
    }

    [Fact]
    public void Page_FiftyThousandReviews_CostsNoMoreThanOfFiveButTheTreesHeight()
    {
        var (few, ofFew) = Made(5);
        var (many, ofMany) = Made(50_000);

        var costOfFew = Cost(few, ofFew, null, 5);
        var first = Cost(many, ofMany, null, 20);
        var middle = Cost(many, ofMany, Place(25_000), 20);
        var last = Cost(many, ofMany, Place(6), 20);

        // A red-black tree of 50,000 is at most 2 * log2(50,001) = 32 high; a view compares on its way down a few times at each step.
        Assert.InRange(costOfFew, 0, 100);
        Assert.All([first, middle, last], cost => Assert.InRange(cost, 0, 500));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.1")]
    [InlineData("0.1.2.3")]
    [InlineData("x.1.2")]
    [InlineData("0.-1.2")]
    [InlineData("7ff8000000000000.1.2")]
    [InlineData("0.1.99999999999999999999")]
    public void TryParse_NoCursorOfOurs_IsRefused(string text) => Assert.False(ReviewPlace.TryParse(text, out _));

    private static ReviewPlace Place(long userId) => new(0, userId, userId);

    private static (ReviewOrder Order, CountingComparer Comparer) Made(int count)
    {
        var comparer = new CountingComparer();
        var order = new ReviewOrder(comparer);
        foreach (var i in Enumerable.Range(1, count)) order.Add(Place(i));
        return (order, comparer);
    }

    private static int Cost(ReviewOrder order, CountingComparer comparer, ReviewPlace? after, int length)
    {
        comparer.Comparisons = 0;
        Assert.NotEmpty(order.Page(after, length));
        return comparer.Comparisons;
    }

    private sealed class CountingComparer : IComparer<ReviewPlace>
    {
        public int Comparisons { get; set; }

        public int Compare(ReviewPlace x, ReviewPlace y)
        {
            Comparisons++;
            return x.CompareTo(y);
        }
    }
}
