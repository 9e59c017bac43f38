using Reviews.Storage;

namespace Reviews.Hosting.Damage;

/// <summary>
/// Rechecks what this process has found damaged: lists leave damaged films out, so nobody would request one that was repaired or restored.
/// </summary>
/// <param name="subjects">What is damaged.</param>
/// <param name="time">The time.</param>
/// <param name="logger">Logs when the store can't be checked.</param>
/// <param name="probe">Checks the store; null in a process that has none.</param>
internal sealed partial class DamageReview(
    UnreadableSubjects subjects, TimeProvider time, ILogger<DamageReview> logger, DamageProbe? probe = null) : BackgroundService
{
    /// <summary>Subjects per round: 16, the longest unchecked first.</summary>
    private const int MostAtOnce = 16;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A process without a store forgets what nobody has requested in this time; the next caller learns the state from a silo: 10 min.
    /// </summary>
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(10);

    private bool _isAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Every, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            if (probe is null) Forget();
            else await LookAsync(probe);
        }
    }

    private void Forget()
    {
        var before = time.GetUtcNow() - ForgottenAfter;
        foreach (var subject in subjects.Current.Where(subject => subject.AskAgainAt < before)) subjects.Clear(subject.Record);
    }

    private async Task LookAsync(DamageProbe store)
    {
        foreach (var subject in subjects.Current.OrderBy(subject => subject.AskAgainAt).Take(MostAtOnce))
        {
            if (subjects.FindPaused(subject.Grain) is null) await LookAsync(store, subject);
        }
    }

    /// <summary>What the store finds intact may still make no sense to its grain; the next caller finds out, as the first did.</summary>
    private async Task LookAsync(DamageProbe store, UnreadableRecord subject)
    {
        try
        {
            await store.ReadAsync(subject.Record);
            _isAway = false;
            if (subjects.Clear(subject.Record)) LogReadable(subject.Record);
        }
        catch (CorruptRecordException)
        {
            _isAway = false;   // still damaged
        }
        catch (Exception exception)
        {
            if (!_isAway) LogAway(subject.Record, exception);
            _isAway = true;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "'{Record}' can be read again.")]
    private partial void LogReadable(string record);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Whether '{Record}' is still damaged is not known: the store does not say. It will be asked again; this is logged once.")]
    private partial void LogAway(string record, Exception exception);
}
