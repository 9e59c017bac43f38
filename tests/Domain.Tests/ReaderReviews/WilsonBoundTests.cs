using Reviews.Domain.Reviews;

namespace Domain.Tests.ReaderReviews;

public sealed class WilsonBoundTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0, 10, 0)]
    [InlineData(1, 0, 0.207)]
    [InlineData(10, 0, 0.722)]
    [InlineData(80, 20, 0.711)]
    [InlineData(1, 1, 0.095)]
    [InlineData(60, 140, 0.241)]
    public void Lower_KnownFigures(int helpful, int unhelpful, double expected) =>
        Assert.Equal(expected, WilsonBound.Lower(helpful, unhelpful), 3);

    [Fact]
    public void Lower_MoreOfTheSameOpinion_NeverFalls()
    {
        for (var helpful = 0; helpful < 200; helpful++)
        {
            Assert.True(WilsonBound.Lower(helpful + 1, 7) >= WilsonBound.Lower(helpful, 7));
            Assert.True(WilsonBound.Lower(7, helpful + 1) <= WilsonBound.Lower(7, helpful));
            Assert.InRange(WilsonBound.Lower(helpful, 3), 0, helpful / (helpful + 3.0));
        }
    }
}
