using Reviews.Contracts.Mail;

namespace Reviews.Grains.Mail;

/// <summary>
/// Which emails are not handed out for now: a node has them, or they could not be sent. In memory: a new activation may retry each at once.
/// </summary>
/// <remarks>Uses elapsed time, not the clock: an adjusted clock must not keep emails waiting.</remarks>
internal sealed class EmailRetries(TimeProvider time)
{
    /// <summary>Doublings after which the longest pause is reached in any case.</summary>
    private const int MaxDoublings = 20;

    private readonly Dictionary<Guid, Pause> _pauses = [];

    /// <summary>How long the email must not be handed out; zero when it is due.</summary>
    public TimeSpan LeftOf(Guid letterId)
    {
        if (!_pauses.TryGetValue(letterId, out var pause)) return TimeSpan.Zero;
        var left = pause.Length - time.GetElapsedTime(pause.Since);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>How often the email could not be sent.</summary>
    public int TriesOf(Guid letterId) => _pauses.TryGetValue(letterId, out var pause) ? pause.Tries : 0;

    /// <summary>A node has the email.</summary>
    public void Lease(Guid letterId) => Begin(letterId, OutboxLimits.LeaseTime, TriesOf(letterId));

    /// <summary>The email could not be sent.</summary>
    public void Delay(Guid letterId)
    {
        var tries = TriesOf(letterId) + 1;
        var length = OutboxLimits.FirstPause.Ticks << Math.Min(tries - 1, MaxDoublings);
        Begin(letterId, TimeSpan.FromTicks(Math.Min(length, OutboxLimits.LongestPause.Ticks)), tries);
    }

    /// <summary>The email is no longer waiting.</summary>
    public void Forget(Guid letterId) => _pauses.Remove(letterId);

    private void Begin(Guid letterId, TimeSpan length, int tries) => _pauses[letterId] = new Pause(time.GetTimestamp(), length, tries);

    private readonly record struct Pause(long Since, TimeSpan Length, int Tries);
}
