using System.Globalization;
using Reviews.Domain.Ratings;

namespace Domain.Tests.Ratings;

public sealed class StarsTests
{
    [Fact]
    public void TryFromNumber_EveryHalfStep_IsTaken()
    {
        for (var halfStars = 1; halfStars <= 10; halfStars++)
        {
            Assert.True(Stars.TryFromNumber(halfStars / 2m, out var fromDecimal));
            Assert.True(Stars.TryFromNumber(halfStars / 2d, out var fromDouble));
            Assert.Equal(halfStars, fromDecimal.HalfStars);
            Assert.Equal(fromDecimal, fromDouble);
            Assert.Equal(fromDecimal, Stars.FromHalfStars(halfStars));
            Assert.Equal(halfStars / 2m, fromDecimal.Number);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(0.25)]
    [InlineData(0.49999999999999994)]
    [InlineData(3.3)]
    [InlineData(3.5000000000000004)]
    [InlineData(5.000000000000001)]
    [InlineData(5.5)]
    [InlineData(-1)]
    [InlineData(-0.5)]
    [InlineData(1e308)]
    [InlineData(-1e308)]
    [InlineData(double.Epsilon)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void TryFromNumber_AnyOtherDouble_IsRefused(double number) => Assert.False(Stars.TryFromNumber(number, out _));

    [Theory]
    [InlineData("0")]
    [InlineData("0.4")]
    [InlineData("3.3")]
    [InlineData("3.4999999999999999999999999999")]
    [InlineData("5.0000000000000000000000000001")]
    [InlineData("5.5")]
    [InlineData("-0.5")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335")]
    public void TryFromNumber_AnyOtherDecimal_IsRefused(string number) =>
        Assert.False(Stars.TryFromNumber(decimal.Parse(number, CultureInfo.InvariantCulture), out _));

    [Fact]
    public void TryFromNumber_TrailingZeros_AreTaken() => Assert.True(Stars.TryFromNumber(3.5000m, out var stars) && stars.HalfStars == 7);

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(-1)]
    [InlineData(257)]
    public void FromHalfStars_OutOfRange_Throws(int halfStars) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Stars.FromHalfStars(halfStars));

    [Fact]
    public void Default_IsHalfAStar() => Assert.Equal(1, default(Stars).HalfStars);

    [Fact]
    public void Compare_MoreStars_IsGreater()
    {
        var (two, three) = (Stars.FromHalfStars(4), Stars.FromHalfStars(6));

        Assert.True(two < three && three > two && two <= three && three >= two && two != three && !(two == three));
    }

    [Theory]
    [InlineData(10, "Excellent", "5 stars – Excellent")]
    [InlineData(8, "Excellent", "4 stars – Excellent")]
    [InlineData(7, "Good", "3½ stars – Good")]
    [InlineData(6, "Good", "3 stars – Good")]
    [InlineData(5, "Fair", "2½ stars – Fair")]
    [InlineData(4, "Fair", "2 stars – Fair")]
    [InlineData(3, "Poor", "1½ stars – Poor")]
    [InlineData(2, "Poor", "1 star – Poor")]
    [InlineData(1, "Not recommended", "½ star – Not recommended")]
    public void CriticLabel_EveryVerdict_HasItsWord(int halfStars, string label, string line)
    {
        Assert.Equal(label, CriticLabel.Of(Stars.FromHalfStars(halfStars)));
        Assert.Equal(line, CriticLabel.Line(Stars.FromHalfStars(halfStars)));
    }
}
