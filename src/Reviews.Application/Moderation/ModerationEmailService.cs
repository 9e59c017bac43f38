using Reviews.Application.Concurrency;
using Reviews.Application.ReadModel;

namespace Reviews.Application.Moderation;

/// <summary>Sends the emails that were not sent when their decision was carried out, because it took too long or the process
/// ended.</summary>
internal sealed partial class ModerationEmailService(
    ModerationEmails emails, FilmIndex index, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<ModerationEmailService> logger)
    : BackgroundService
{
    /// <summary>At the start, and every minute.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.StartedAsync(stoppingToken);   // links in emails lead to where the server listens
        await index.ReadyAsync(stoppingToken);
        using var ticks = new PeriodicTimer(Every, time);
        var answered = true;
        do answered = await TryAsync(answered, stoppingToken);
        while (await ticks.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(bool wasAnswered, CancellationToken stopping)
    {
        try
        {
            await emails.TellOverdueAsync().WaitAsync(Every, time, stopping);
            return true;
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            if (wasAnswered) LogUnanswered(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The moderation grain is not answering; emails to authors wait until it does.")]
    private partial void LogUnanswered(Exception exception);
}
