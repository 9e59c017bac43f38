using Reviews.Application.Concurrency;
using Reviews.Contracts.Mail;

namespace Reviews.Application.Mail;

/// <summary>Takes emails from the outbox to the mailer, one after the other. Every API node has one.</summary>
/// <remarks>
/// An email is sent first and then removed from the outbox: a crash between the two sends it twice, but never loses it. One that was sent
/// and could not be removed comes before all others and is not sent again: while the store can be read but not written, that would be
/// every minute.
/// </remarks>
internal sealed partial class EmailDispatcher(
    IGrainFactory grains, EmailSeal seal, EmailSender sender, EmailMeter meter, TimeProvider time, ILogger<EmailDispatcher> logger)
    : BackgroundService
{
    /// <summary>How often a node looks for emails from other nodes, which may be gone: every 30 s. Its own wake it up.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    /// <summary>An email that could not be sent for this long is dropped: 3 days.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    /// <summary>
    /// An email to an address that, according to the mail server, nobody has is dropped after this long: 1 h. Going on would make us look
    /// like a spammer.
    /// </summary>
    public static readonly TimeSpan GiveUpNobodyAfter = TimeSpan.FromHours(1);

    /// <summary>The longest pause while a mail server is down, unless a new email arrives: 5 min.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>Doublings after which a pause is the longest in any case.</summary>
    private const int MaxDoublings = 10;

    /// <summary>How long a stopping process goes on with the email it is sending: 2 s.</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly AsyncAutoResetEvent _bell = new(time);
    private Guid? _finished;   // and still in the outbox
    private int _failures;   // of the mail server, in a row
    private bool _isDeaf;   // the outbox does not answer, which was told

    private IOutboxGrain Box => grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);

    /// <summary>There is an email to send.</summary>
    public void Ring() => _bell.Ring();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sending = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var ending = stoppingToken.Register(() => sending.CancelAfter(DrainTime));
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await TryCarryAsync(sending.Token) is { Ticks: > 0 } pause) await _bell.WaitAsync(pause, stoppingToken);
        }
    }

    /// <returns>How long there is nothing to do.</returns>
    private async Task<TimeSpan> TryCarryAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pause = await CarryAsync(cancellationToken);
            _isDeaf = false;
            return pause;
        }
        catch (Exception exception)
        {
            if (cancellationToken.IsCancellationRequested) return TimeSpan.Zero;   // it is the end
            if (!_isDeaf) LogDeaf(exception);
            _isDeaf = true;
            return OutboxLimits.FirstPause;
        }
    }

    private async Task<TimeSpan> CarryAsync(CancellationToken cancellationToken)
    {
        if (_finished is { } finished) await RemoveAsync(finished);
        var lease = await Box.LeaseAsync().WaitAsync(cancellationToken);
        meter.Note(lease.Waiting);
        if (lease.Letter is not { } email) return lease.NextIn is { } next && next < LookEvery ? next : LookEvery;
        if (seal.Open(email.Sealed, out var failure) is not { } open) return await LeaveClosedAsync(email, failure!);
        if (open.IsDecoy) return await RemoveAsync(email.Sealed.LetterId);
        return await EndAsync(email, open.Letter.Subject, await sender.SendAsync(open, cancellationToken));
    }

    private Task<TimeSpan> EndAsync(LeasedEmail email, string subject, Sending sending)
    {
        if (sending.Outcome == SendOutcome.Unsendable) LogUnsendable(subject);
        else NoteServer(sending);
        return sending.Failure is { } failure
            ? PostponeAsync(email, subject, sending.Outcome, failure)
            : RemoveAsync(email.Sealed.LetterId);
    }

    private async Task<TimeSpan> PostponeAsync(LeasedEmail email, string subject, SendOutcome outcome, Exception failure)
    {
        if (IsOld(email) || (outcome == SendOutcome.NoSuchRecipient && AgeOf(email) >= GiveUpNobodyAfter))
        {
            LogGivenUp(subject, failure);
            return await RemoveAsync(email.Sealed.LetterId);
        }

        if (outcome != SendOutcome.Away && email.Tries == 0) LogRefused(subject, failure);
        await Box.DelayAsync(email.Sealed.LetterId);
        return PauseAfter(_failures);
    }

    /// <summary>Another node may have its key, so it is left to them before it is dropped.</summary>
    private async Task<TimeSpan> LeaveClosedAsync(LeasedEmail email, Exception failure)
    {
        if (IsOld(email))
        {
            LogLost(failure);
            return await RemoveAsync(email.Sealed.LetterId);
        }

        if (email.Tries == 0) LogClosed(failure);
        await Box.DelayAsync(email.Sealed.LetterId);
        return TimeSpan.Zero;
    }

    private async Task<TimeSpan> RemoveAsync(Guid letterId)
    {
        _finished = letterId;
        await Box.RemoveAsync(letterId);
        _finished = null;
        return TimeSpan.Zero;
    }

    private void NoteServer(Sending sending)
    {
        var isAway = sending.Outcome == SendOutcome.Away;
        if (isAway && _failures == 0) LogAway(sending.Failure!);
        if (!isAway && _failures > 0) LogBack();
        _failures = isAway ? _failures + 1 : 0;
    }

    private bool IsOld(LeasedEmail email) => AgeOf(email) >= GiveUpAfter;

    private TimeSpan AgeOf(LeasedEmail email) => time.GetUtcNow() - email.PostedAt;

    /// <summary>None; then 10 s, doubled with each failure in a row.</summary>
    private static TimeSpan PauseAfter(int failures) => failures == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(OutboxLimits.FirstPause.Ticks << Math.Min(failures - 1, MaxDoublings), LongestPause.Ticks));
}
