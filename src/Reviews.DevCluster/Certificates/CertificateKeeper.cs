namespace Reviews.DevCluster.Certificates;

/// <summary>Creates a cluster's certificates, and renews them before they expire. Running processes pick them up.</summary>
internal sealed partial class CertificateKeeper(CertificateFolder folder, TimeProvider time, ILogger<CertificateKeeper> logger)
    : IAsyncDisposable
{
    /// <summary>How often it checks: 12 h.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(12);

    private readonly CancellationTokenSource _stop = new();
    private Task _keeping = Task.CompletedTask;

    /// <summary>Creates what is missing, and keeps it valid.</summary>
    /// <exception cref="CertificateException">The existing files can't be used.</exception>
    public void Start()
    {
        folder.Renew(time.GetUtcNow());
        _keeping = KeepAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task KeepAsync()
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(_stop.Token)) Look();
    }

    private void Look()
    {
        try
        {
            foreach (var file in folder.Renew(time.GetUtcNow())) LogRenewed(file);
        }
        catch (Exception failure) when (failure is CertificateException or IOException or UnauthorizedAccessException)
        {
            LogFailed(failure.Message);   // there are months left to try again
        }
    }

    [LoggerMessage(LogLevel.Information, "{File} was renewed before it expired.")]
    private partial void LogRenewed(string file);

    [LoggerMessage(LogLevel.Error, "The cluster's certificates could not be renewed: {Reason}")]
    private partial void LogFailed(string reason);
}
