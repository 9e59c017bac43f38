using Reviews.Contracts.Platform;

namespace Reviews.Application.ReadModel;

/// <summary>The current rating method, as this node last heard it.</summary>
internal sealed partial class MethodCache(ICatalogueSource source, TimeProvider clock, ILogger<MethodCache> log) : BackgroundService
{
    /// <summary>How often the method is asked for: every minute. It changes at most hourly.</summary>
    public static readonly TimeSpan RefreshEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);

    private bool _unheard;   // told of once, until it is heard again

    // Its revision is 0, so that readers don't cache what is weighted with it.
    private volatile RatingMethod _current = RatingMethod.Unheard;

    /// <summary>The method to weight with.</summary>
    public RatingMethod Current => _current;

    /// <summary>Asks once before the node serves; a failure is retried in the background.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryRefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var heard = _current.Revision > 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(heard ? RefreshEvery : RetryAfter, clock, stoppingToken);
            heard = await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task<bool> TryRefreshAsync(CancellationToken ct)
    {
        try
        {
            _current = await source.MethodAsync().WaitAsync(AskTimeout, clock, ct);
            _unheard = false;
            return true;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            if (!_unheard) LogUnheard(error, _current.Revision);
            _unheard = true;
            return false;
        }
    }
}
