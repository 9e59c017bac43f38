using System.Threading.RateLimiting;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Quotas;

/// <summary>One address's quota, shared by all nodes: this node fetches permits from the quota's grain in blocks and gives them out.</summary>
/// <remarks>The first tenth of a window each node gives by itself, when <paramref name="fetchAll"/> does not forbid it: readers who just read
/// wake no grain. When the grain does not answer the node counts alone: a quota must not take the site down.</remarks>
/// <param name="quota">The quota's grain.</param>
/// <param name="limit">Most permits in a window.</param>
/// <param name="window">The window.</param>
/// <param name="fetchAll">True: every permit is fetched, one at a time.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told when the grain does not answer.</param>
internal sealed partial class SharedQuota(
    IQuotaGrain quota, int limit, TimeSpan window, bool fetchAll, TimeProvider time, ILogger<SharedQuota> logger) : RateLimiter
{
    private const int Tenths = 10;

    /// <summary>How long a fetch may keep a request waiting: 1 s.</summary>
    private static readonly TimeSpan FetchTimeout = TimeSpan.FromSeconds(1);

    private readonly int _block = fetchAll ? 1 : Math.Max(1, limit / Tenths);
    private readonly Lock _gate = new();
    private readonly FixedWindowRateLimiter _alone = Window(limit, window);
    private readonly FixedWindowRateLimiter? _own = fetchAll || limit < Tenths ? null : Window(limit / Tenths, window);
    private int _fetched;
    private long _used = time.GetTimestamp();

    public override TimeSpan? IdleDuration => time.GetElapsedTime(Interlocked.Read(ref _used)) is var idle && idle > window ? idle : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>What this node may give without asking.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Interlocked.Exchange(ref _used, time.GetTimestamp());
        if (_own?.AttemptAcquire(permitCount) is { IsAcquired: true } own) return own;
        lock (_gate)
        {
            if (_fetched < permitCount) return QuotaLease.Refused(TimeSpan.Zero);
            _fetched -= permitCount;
            return QuotaLease.Granted;
        }
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        try
        {
            var grant = await quota.TakeAsync(_block, limit, window).WaitAsync(FetchTimeout, time, cancellationToken);
            lock (_gate)
            {
                _fetched += grant.Permits;
                if (_fetched < permitCount) return QuotaLease.Refused(grant.RetryAfter);
                _fetched -= permitCount;
                return QuotaLease.Granted;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogAlone(exception);
            return _alone.AttemptAcquire(permitCount);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _alone.Dispose();
        _own?.Dispose();
    }

    private static FixedWindowRateLimiter Window(int permits, TimeSpan window) => new(new() { PermitLimit = permits, Window = window, QueueLimit = 0 });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A quota's grain does not answer; this node counts alone.")]
    private partial void LogAlone(Exception exception);
}

/// <summary>An answer of a quota.</summary>
internal sealed class QuotaLease : RateLimitLease
{
    private readonly TimeSpan? _retryAfter;

    private QuotaLease(TimeSpan? retryAfter) => _retryAfter = retryAfter;

    public static QuotaLease Granted { get; } = new(null);

    public static QuotaLease Refused(TimeSpan retryAfter) => new(retryAfter);

    public override bool IsAcquired => _retryAfter is null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? _retryAfter : null;
        return metadata is not null;
    }
}
