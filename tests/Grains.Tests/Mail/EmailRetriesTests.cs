using Microsoft.Extensions.Time.Testing;
using Reviews.Contracts.Mail;
using Reviews.Grains.Mail;

namespace Grains.Tests.Mail;

/// <summary>When an email is due.</summary>
public sealed class EmailRetriesTests
{
    private static readonly Guid Letter = Guid.NewGuid();

    private readonly FakeTimeProvider _clock = new();
    private readonly EmailRetries _pauses;

    public EmailRetriesTests() => _pauses = new EmailRetries(_clock);

    [Fact]
    public void Lease_IsHeldForItsTime_AndThenItIsAnybodysTurn()
    {
        Assert.Equal(TimeSpan.Zero, _pauses.LeftOf(Letter));
        _pauses.Lease(Letter);
        _clock.Advance(OutboxLimits.LeaseTime - TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(1), _pauses.LeftOf(Letter));
        Assert.Equal(TimeSpan.Zero, _pauses.LeftOf(Guid.NewGuid()));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, _pauses.LeftOf(Letter));
        Assert.Equal(0, _pauses.TriesOf(Letter));
    }

    [Fact]
    public void Delay_AgainAndAgain_DoublesUpToAnHour()
    {
        var pauses = new List<double>();
        for (var tries = 1; tries <= 40; tries++)
        {
            _pauses.Lease(Letter);
            _pauses.Delay(Letter);
            Assert.Equal(tries, _pauses.TriesOf(Letter));
            pauses.Add(_pauses.LeftOf(Letter).TotalSeconds);
            _clock.Advance(_pauses.LeftOf(Letter));
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600], pauses[..11]);
        Assert.All(pauses[11..], pause => Assert.Equal(3600, pause));
    }

    [Fact]
    public void Forget_LetterThatWasTried_IsANewOneAgain()
    {
        _pauses.Delay(Letter);
        _pauses.Forget(Letter);
        Assert.Equal((TimeSpan.Zero, 0), (_pauses.LeftOf(Letter), _pauses.TriesOf(Letter)));
    }
}
