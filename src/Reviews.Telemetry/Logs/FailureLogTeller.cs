using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reviews.Telemetry.Logs;

/// <summary>Reports every few seconds what the log has dropped, if anything, and once more at the end.</summary>
internal sealed partial class FailureLogTeller(FailureLogLimit limit, TimeProvider time, ILogger<FailureLogTeller> logger)
    : BackgroundService
{
    /// <summary>The period to which the limit applies: 10 s.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Period, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken)) Tell();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Tell();
    }

    private void Tell()
    {
        var left = limit.TakeLeftOut();
        if (left.Count > 0)
            LogLeftOut(left.Sum(some => some.Entries), string.Join(", ", left.Select(some => $"{some.Entries} of {some.Event}")));
    }

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "{Entries} more entries reported the same failures and were left out of the log: {Events}.")]
    private partial void LogLeftOut(int entries, string events);
}
