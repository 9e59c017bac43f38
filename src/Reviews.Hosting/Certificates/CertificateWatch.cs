namespace Reviews.Hosting.Certificates;

/// <summary>Warns when the certificate is about to expire, and when it has. Nothing else would: open connections continue.</summary>
internal sealed partial class CertificateWatch(ClusterCertificates certificates, TimeProvider time, ILogger<CertificateWatch> logger)
    : BackgroundService
{
    /// <summary>How often it checks, so that a renewal is also logged soon: 1 min.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How often it repeats a warning: 6 h.</summary>
    private static readonly TimeSpan Repetition = TimeSpan.FromHours(6);

    /// <summary>Less than this left counts as soon: 14 days, or the last third of a lifetime shorter than six weeks.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private DateTimeOffset _quietUntil;
    private bool _saidOver;

    /// <summary>Whether a certificate that is valid from one moment to another should have been renewed by now.</summary>
    internal static bool IsSoon(DateTimeOffset from, DateTimeOffset until, DateTimeOffset now) =>
        until - now < Soon && until - now < (until - from) / 3;

    /// <summary>Checks once.</summary>
    internal void Look()
    {
        var (now, current) = (time.GetUtcNow(), certificates.Latest());
        var isOver = current.RunsOut < now;
        if (!isOver && !IsSoon(new(current.Certificate.NotBefore), current.RunsOut, now)) _quietUntil = now;
        else if (now >= _quietUntil || isOver != _saidOver) Say(current, isOver, now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do Look();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Say(NodeCertificate current, bool isOver, DateTimeOffset now)
    {
        (_quietUntil, _saidOver) = (now + Repetition, isOver);
        var runsOut = CertificateRules.Text(current.Certificate.NotAfter);
        if (isOver) LogOver(current.Certificate.Subject, runsOut);
        else LogSoon(current.Certificate.Subject, runsOut);
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The cluster's certificate '{Subject}' expires on {RunsOut}: replace it, and this process will use the new one without a restart.")]
    private partial void LogSoon(string subject, string runsOut);

    [LoggerMessage(
        LogLevel.Error,
        "The cluster's certificate '{Subject}' expired on {RunsOut}: open connections continue, but no new one is made until it has "
        + "been replaced.")]
    private partial void LogOver(string subject, string runsOut);
}
