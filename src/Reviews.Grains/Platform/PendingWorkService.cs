using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Platform;
using Reviews.Grains.Members;

namespace Reviews.Grains.Platform;

/// <summary>
/// Calls the pending-work grains, the article directory and moderation at silo start and every <see cref="MemberOptions.ResumeInterval"/>,
/// so that unfinished work continues without a request.
/// </summary>
internal sealed partial class PendingWorkService(
    IGrainFactory grains, IOptions<MemberOptions> options, TimeProvider time, ILogger<PendingWorkService> logger) : BackgroundService
{
    private readonly ConcurrentDictionary<string, bool> _silent = new(StringComparer.Ordinal);   // each logged once, until it answers

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ResumeInterval, time);
        do
        {
            await Task.WhenAll(
            [
                WakeAsync("Moderation", () => grains.GetGrain<IModerationGrain>(IModerationGrain.Key).PumpAsync()),
                WakeAsync("The shelf of articles", () => grains.GetGrain<IArticleDirectoryGrain>(0).PumpAsync()),
                .. Enumerable.Range(0, IPendingWorkGrain.Count).Select(
                    number => WakeAsync($"Work grain {number}", () => grains.GetGrain<IPendingWorkGrain>(number).PumpAsync())),
            ]);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WakeAsync(string whom, Func<Task> pump)
    {
        try
        {
            await pump();
            _silent.TryRemove(whom, out _);
        }
        catch (Exception exception)
        {
            if (_silent.TryAdd(whom, true)) LogPumpFailed(whom, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Whom} did not answer; it will be called again until it does.")]
    private partial void LogPumpFailed(string whom, Exception exception);
}
