using Reviews.Grains.Journals;

namespace Grains.Tests.Journals;

public sealed class JournalRewriteRequestsTests
{
    [Fact]
    public void Drop_OfAWishThatIsFulfilled_LeavesALaterOne()
    {
        var starts = new JournalRewriteRequests();
        var first = starts.WithNextWrite("film/a");
        starts.Fulfil("film/a");
        var second = starts.WithNextWrite("film/a");   // somebody else, before the first has looked

        starts.Drop("film/a", first);

        Assert.True(first.IsCompleted);
        Assert.True(starts.IsWanted("film/a"));
        starts.Fulfil("film/a");
        Assert.True(second.IsCompleted);
    }

    [Fact]
    public void Drop_OfAWishThatNobodyFulfilled_TakesItBack()
    {
        var starts = new JournalRewriteRequests();
        starts.Drop("film/a", starts.WithNextWrite("film/a"));
        Assert.False(starts.IsWanted("film/a"));
    }
}
