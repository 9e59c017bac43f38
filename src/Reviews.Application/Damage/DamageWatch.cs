using ReportTimes = Reviews.Contracts.Platform.Operations;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Damage;

/// <summary>
/// Asks every few seconds what the processes of the cluster could not read. When nobody answers, the last answer stays in force.
/// </summary>
internal sealed partial class DamageWatch(KnownDamage damage, IGrainFactory grains, TimeProvider time, ILogger<DamageWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(ReportTimes.ReportEvery, time);
        var wasHeard = true;
        while (await ticks.WaitForNextTickAsync(stoppingToken)) wasHeard = await TryHearAsync(wasHeard, stoppingToken);
    }

    private async Task<bool> TryHearAsync(bool wasHeard, CancellationToken stopping)
    {
        try
        {
            var asked = grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key).UnreadableAsync();
            damage.Hear(await asked.WaitAsync(ReportTimes.GoneAfter, time, stopping));
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (wasHeard) LogUnheard(exception);
            return false;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information, Message =
            "It is not known what other processes could not read: the operators' grain is not answering. It will be asked again.")]
    private partial void LogUnheard(Exception exception);
}
