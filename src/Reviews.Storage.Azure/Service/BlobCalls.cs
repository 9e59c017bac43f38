using Azure;
using Microsoft.Extensions.Logging;
using Reviews.Storage.Writing;

namespace Reviews.Storage.Azure.Service;

/// <summary>
/// Every call to the service goes through here: a few at a time, with a bounded queue, and each with a deadline at which its caller stops
/// waiting.
/// </summary>
internal sealed partial class BlobCalls(
    AzureStoreOptions options, StoreStatistics statistics, TimeProvider time, ILogger<BlobCalls> logger) : IAsyncDisposable
{
    /// <summary>Bytes of one piece of a large read or write; each has its own deadline.</summary>
    public const int PieceBytes = 4 << 20;

    /// <summary>Every call counts as at least this much, so that the byte limit bounds small calls too.</summary>
    private const int Overhead = 64;

    private readonly SemaphoreSlim _turns = new(options.MaxConcurrentCalls);
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private long _bytes;
    private bool _stopping;
    private bool _isAway;

    /// <summary>Calls queued or in flight.</summary>
    public int Pending
    {
        get
        {
            lock (_gate) return _calls;
        }
    }

    /// <exception cref="StoreFailureException">The service could not answer.</exception>
    /// <exception cref="TimeoutException">It did not in time.</exception>
    /// <exception cref="StoreBusyException">Too much is waiting.</exception>
    public Task<BlobAnswer<T>> ReadAsync<T>(string subject, Func<CancellationToken, Task<Response<T>>> call) =>
        CallAsync(subject, null, call);

    /// <summary>Like <see cref="ReadAsync"/>; after a failure or timeout it is unknown whether the write took effect.</summary>
    public async Task<BlobAnswer<T>> WriteAsync<T>(string subject, int bytes, Func<CancellationToken, Task<Response<T>>> call)
    {
        using var trace = StoreTraces.BeginWrite();
        var began = time.GetTimestamp();
        var answer = await CallAsync(subject, bytes, call);
        if (answer.Refusal is Refusal.None) statistics.CountTransaction(1, bytes, time.GetElapsedTime(began));
        return answer;
    }

    /// <summary>Waits for calls in flight; accepts no more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stopping = true;
            if (_calls == 0) _idle.TrySetResult();
        }

        await _idle.Task.WaitAsync(2 * Patience(options.MaxQueuedBytes), time);
        _turns.Dispose();
    }

    private async Task<BlobAnswer<T>> CallAsync<T>(string subject, int? written, Func<CancellationToken, Task<Response<T>>> call)
    {
        var cost = (written ?? 0) + Overhead;
        Enter(cost);
        using var deadline = new CancellationTokenSource(Patience(written ?? 0), time);
        try
        {
            await TakeTurnAsync(subject, written, deadline.Token);
            try
            {
                deadline.Token.ThrowIfCancellationRequested(); // A turn granted at the deadline comes too late.
                var response = await call(deadline.Token).WaitAsync(deadline.Token);
                SayThatItAnswers();
                return new(Refusal.None, response.Value);
            }
            finally
            {
                _turns.Release();
            }
        }
        catch (Exception refused) when (BlobFailures.RefusalOf(refused) is not Refusal.None and var refusal)
        {
            SayThatItAnswers();
            return new(refusal, default);
        }
        catch (Exception late) when (deadline.IsCancellationRequested && late is not TimeoutException)
        {
            CountFailure(subject, written, late);
            throw Late(subject, written, late);
        }
        catch (Exception failure) when (failure is not TimeoutException)
        {
            CountFailure(subject, written, failure);
            var attempt = written is null ? "read" : "write";
            throw new StoreFailureException($"The store could not {attempt} '{subject}': {AzureFailures.Reason(failure)}.", failure);
        }
        finally
        {
            Leave(cost);
        }
    }

    private async Task TakeTurnAsync(string subject, int? written, CancellationToken deadline)
    {
        try
        {
            await _turns.WaitAsync(deadline);
        }
        catch (OperationCanceledException late)
        {
            if (written is not null) statistics.CountDroppedWrite();
            throw new TimeoutException($"The store was too busy to begin with '{subject}' within {options.OperationTimeout}.", late);
        }
    }

    private void SayThatItAnswers()
    {
        if (Volatile.Read(ref _isAway) && Interlocked.Exchange(ref _isAway, false)) LogAvailable();
    }

    private void CountFailure(string subject, int? written, Exception failure)
    {
        if (written is not null) statistics.CountFailedWrite();

        // Errors about one blob are logged each time; an outage, once.
        if (failure is RequestFailedException { Status: >= 400 and < 500 })
        {
            if (written is not null) LogWriteFailed(subject, failure);
        }
        else if (!Interlocked.Exchange(ref _isAway, true))
        {
            LogUnavailable(subject, failure);
        }
    }

    private TimeoutException Late(string subject, int? written, Exception late) => new(
        written is null
            ? $"The store did not read '{subject}' within {options.OperationTimeout}."
            : $"The store did not confirm a write to '{subject}' within {Patience(written.Value)}; it may have taken effect.",
        late);

    private TimeSpan Patience(long bytes) => options.OperationTimeout * (1 + (bytes / PieceBytes));

    private void Enter(int cost)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopping, this);
            if (_calls >= options.MaxQueuedCalls + options.MaxConcurrentCalls || _bytes + cost > options.MaxQueuedBytes)
                throw new StoreBusyException($"The store has {_calls} calls of {_bytes} bytes waiting and takes no more for now.");
            _calls++;
            _bytes += cost;
        }
    }

    private void Leave(int cost)
    {
        lock (_gate)
        {
            _calls--;
            _bytes -= cost;
            if (_stopping && _calls == 0) _idle.TrySetResult();
        }
    }
}
