
using Reviews.Hosting.Settings;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// A client that starts before the silos waits for them: a cluster has no starting order. It does not wait for silos it may not talk to.
/// </summary>
internal sealed partial class WaitForSiloFilter(TimeProvider time, ILogger<WaitForSiloFilter> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ConfigurationRefusedException) return false;
        LogNoSilo(exception.Message);
        await Task.Delay(Pause, time, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "No silo of the cluster can be reached yet: {Reason}")]
    private partial void LogNoSilo(string reason);
}
