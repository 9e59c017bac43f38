using System.Threading.RateLimiting;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Quotas;

/// <summary>
/// One address's quota, shared by all nodes: this node fetches permits from the quota's grain in blocks and gives them out.
/// </summary>
/// <remarks>Each node gives out the first tenth of a window on its own, unless <paramref name="fetchAll"/> forbids it: readers who just
/// read wake no grain. When the grain does not answer, the node counts on its own: a quota must not take the site down.</remarks>
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
    private int? _left;   // null: the grain was not asked in this window
    private long _fetchedAt = time.GetTimestamp();
    private long _used = time.GetTimestamp();

    public override TimeSpan? IdleDuration => time.GetElapsedTime(Interlocked.Read(ref _used)) is var idle && idle > window ? idle : null;

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>What this node may give out without asking.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Interlocked.Exchange(ref _used, time.GetTimestamp());
        var isOwn = _own?.AttemptAcquire(permitCount) is { IsAcquired: true };
        lock (_gate)
        {
            DropWhatIsOld();
            if (!isOwn && _fetched < permitCount) return QuotaLease.Refused(TimeSpan.Zero);
            if (!isOwn) _fetched -= permitCount;
            return QuotaLease.Granted(Left);
        }
    }

    /// <summary>What is certain to be left: what nodes give out on their own is on top of the quota, and not reported.</summary>
    private long Left => Math.Clamp(
        (_left ?? limit) + _fetched - (_own is null ? 0 : limit / Tenths) + (_own?.GetStatistics()?.CurrentAvailablePermits ?? 0),
        0, limit);

    /// <summary>Permits belong to their window: those that were fetched but not given out by its end are lost.</summary>
    private void DropWhatIsOld()
    {
        if (time.GetElapsedTime(_fetchedAt) >= window) (_fetched, _left) = (0, null);
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        // Asked because another quota of the same request had to be: this one may have permits.
        if (AttemptAcquireCore(permitCount) is { IsAcquired: true } here) return here;
        try
        {
            var grant = await quota.TakeAsync(_block, limit, window).WaitAsync(FetchTimeout, time, cancellationToken);
            lock (_gate)
            {
                _fetched += grant.Permits;
                (_left, _fetchedAt) = (grant.Left, time.GetTimestamp());
                if (_fetched < permitCount) return QuotaLease.Refused(grant.RetryAfter);
                _fetched -= permitCount;
                return QuotaLease.Granted(Left);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogAlone(exception);
            return QuotaLease.Of(_alone.AttemptAcquire(permitCount), _alone);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _alone.Dispose();
        _own?.Dispose();
    }

    private static FixedWindowRateLimiter Window(int permits, TimeSpan window) =>
        new(new() { PermitLimit = permits, Window = window, QueueLimit = 0 });

    [LoggerMessage(Level = LogLevel.Warning, Message = "A quota's grain is not answering; this node counts on its own.")]
    private partial void LogAlone(Exception exception);
}

/// <summary>An answer of a quota.</summary>
internal sealed class QuotaLease : RateLimitLease
{
    /// <summary>How many permits are left after this one.</summary>
    public static readonly MetadataName<long> Left = new("LEFT");

    private readonly TimeSpan? _retryAfter;
    private readonly long _left;

    private QuotaLease(TimeSpan? retryAfter, long left) => (_retryAfter, _left) = (retryAfter, left);

    public static QuotaLease Granted(long left) => new(null, left);

    public static QuotaLease Refused(TimeSpan retryAfter) => new(retryAfter, 0);

    /// <summary>The same that a limiter of this node alone has answered.</summary>
    public static QuotaLease Of(RateLimitLease lease, RateLimiter limiter) => lease.IsAcquired
        ? Granted(limiter.GetStatistics()?.CurrentAvailablePermits ?? 0)
        : Refused(lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? retryAfter : TimeSpan.FromMinutes(1));

    public override bool IsAcquired => _retryAfter is null;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [Left.Name] : [Left.Name, MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == Left.Name ? _left : metadataName == MetadataName.RetryAfter.Name ? _retryAfter : null;
        return metadata is not null;
    }
}
