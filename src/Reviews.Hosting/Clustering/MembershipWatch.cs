namespace Reviews.Hosting.Clustering;

/// <summary>
/// Notices that the membership table has been rolled back: a standby took over without having received the last changes, or a backup was
/// restored while silos ran. Orleans ignores a table with a lower version than it knows, and does not notice that its own row is missing;
/// so a silo would run on the old state forever.
/// </summary>
/// <remarks>
/// It reads the table itself, every <see cref="ClusterTimes.MembershipWatch"/>. A rolled-back table is written to until its version is
/// above what this silo knew, so that all silos accept it again; a silo without a row in it stops, and its supervisor restarts it.
/// </remarks>
internal sealed partial class MembershipWatch(
    IMembershipTable table, IClusterMembershipService membership, ILocalSiloDetails local, IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<MembershipWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>Exit code of a silo that is no longer a member of its cluster.</summary>
    public const int LeftBehind = 3;

    private readonly CancellationTokenSource _stop = new();
    private Task _watching = Task.CompletedTask;

    /// <summary>The version the table has to reach: above the highest known when it was found to be rolled back.</summary>
    private long _least;

    /// <summary>Whether the last check failed: logged once until one succeeds.</summary>
    private bool _isUnread;

    /// <summary>Whether this silo is no longer a member, and is stopping because of that.</summary>
    public bool IsLeftBehind { get; private set; }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(MembershipWatch), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _stop.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _watching = WatchAsync();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _watching;
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(ClusterTimes.MembershipWatch, time);
        while (!IsLeftBehind && await TickAsync(timer))
        {
            try
            {
                while (!IsLeftBehind && await CheckAsync()) _stop.Token.ThrowIfCancellationRequested();
                _isUnread = false;
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested)
            {
                if (!_isUnread) LogNotRead(failure);   // the database is down, as its driver reports: the next check retries
                _isUnread = true;
            }
            catch (Exception) when (_stop.IsCancellationRequested)
            {
                return;   // the silo is stopping, which cancels the check
            }
        }
    }

    private async Task<bool> TickAsync(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(_stop.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Compares the table with what is known.</summary>
    /// <returns>Whether it has to be checked once more.</returns>
    private async Task<bool> CheckAsync()
    {
        var known = membership.CurrentSnapshot;   // taken before reading the table, which is then never older unless it was rolled back
        var read = await table.ReadAllAsync(_stop.Token);
        if (read.TryGet(local.SiloAddress) is not { Item1.Status: not SiloStatus.Dead } own)
        {
            Leave();
            return false;
        }

        if (!MembershipView.HasGoneBack(known, read) && read.Version.Version >= _least) return false;
        if (known.Version.Value >= _least) LogWentBack(read.Version.Version, known.Version.Value);   // once, not at each step
        _least = Math.Max(_least, known.Version.Value + 1);
        await RaiseAsync(known, read, own);
        return true;
    }

    /// <summary>
    /// Raises the version by one: declares a silo dead that is known to be dead but alive in the table, or else rewrites our own row
    /// unchanged.
    /// </summary>
    private async Task RaiseAsync(ClusterMembershipSnapshot known, MembershipTableData read, Tuple<MembershipEntry, string> own)
    {
        var (entry, etag) = MembershipView.Resurrected(known, read) ?? own;
        if (!ReferenceEquals(entry, own.Item1)) entry.Status = SiloStatus.Dead;
        // False if another silo was first; the next check sees what it did.
        if (await table.UpdateRowAsync(entry, etag, read.Version.Next(), _stop.Token)) await membership.Refresh(default, _stop.Token);
    }

    private void Leave()
    {
        LogLeftBehind(local.SiloAddress);
        IsLeftBehind = true;
        lifetime.StopApplication();
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The membership's table has gone back to version {Read}, where {Known} was known: it is raised, so that all silos take it again.")]
    private partial void LogWentBack(int read, long known);

    [LoggerMessage(
        LogLevel.Critical, "This silo, {Address}, is not in the membership's table any more: it is stopping, and has to be started again.")]
    private partial void LogLeftBehind(SiloAddress address);

    [LoggerMessage(
        LogLevel.Warning, "The membership's table could not be compared with what is known; this will be retried, and is logged once.")]
    private partial void LogNotRead(Exception failure);
}
