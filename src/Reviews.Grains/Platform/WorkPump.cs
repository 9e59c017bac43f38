using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Platform;

/// <summary>Wakes the work grains and the shelf of articles at silo start and every 30 s, so that unfinished work goes on though nobody asks.</summary>
internal sealed partial class WorkPump(IGrainFactory grains, TimeProvider time, ILogger<WorkPump> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            await Task.WhenAll([PumpShelfAsync(), .. Enumerable.Range(0, IWorkGrain.Count).Select(PumpAsync)]);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task PumpAsync(int number)
    {
        try
        {
            await grains.GetGrain<IWorkGrain>(number).PumpAsync();
        }
        catch (Exception exception)
        {
            LogPumpFailed(number, exception);
        }
    }

    private async Task PumpShelfAsync()
    {
        try
        {
            await grains.GetGrain<IArticleShelfGrain>(0).PumpAsync();
        }
        catch (Exception exception)
        {
            LogShelfFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shelf of articles did not answer; it is called again in half a minute.")]
    private partial void LogShelfFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work grain {Number} did not answer; it is called again in half a minute.")]
    private partial void LogPumpFailed(int number, Exception exception);
}
