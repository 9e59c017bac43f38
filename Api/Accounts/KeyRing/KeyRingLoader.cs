namespace Reviews.Api.Accounts.KeyRing;

/// <summary>Reads the key ring once the grains are there and before anything needs a key, then every minute, for keys that other nodes made.</summary>
internal sealed partial class KeyRingLoader(GrainXmlRepository repository, TimeProvider time, ILogger<KeyRingLoader> logger) : BackgroundService
{
    /// <summary>New keys are used two days after they were made, so a minute is soon enough.</summary>
    public static readonly TimeSpan ReloadEvery = TimeSpan.FromMinutes(1);

    /// <summary>The host goes on to its next service only when the ring is here.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await repository.LoadAsync().WaitAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(ReloadEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await repository.LoadAsync().WaitAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogNotRead(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The key ring could not be read; the keys read before stay in use.")]
    private partial void LogNotRead(Exception exception);
}
