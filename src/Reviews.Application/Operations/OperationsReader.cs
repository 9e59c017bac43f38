using Reviews.Application.Damage;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Operations;

/// <summary>
/// Asks the cluster for its state. Operators who look at the same time share one answer, and each part that does not arrive is left out.
/// </summary>
internal sealed partial class OperationsReader(
    IGrainFactory grains, KnownDamage damage, TimeProvider time, ILogger<OperationsReader> logger)
{
    /// <summary>An answer is good for this long: 1 s.</summary>
    private static readonly TimeSpan FreshFor = TimeSpan.FromSeconds(1);

    /// <summary>How long each part may take: 2 s. A silo that has just died does not hide the rest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<OperationsView>? _reading;
    private long _readAt;

    public Task<OperationsView> ReadAsync(CancellationToken ct)
    {
        lock (_gate)
        {
            if (_reading is null || time.GetElapsedTime(_readAt) >= FreshFor) (_reading, _readAt) = (AskAsync(), time.GetTimestamp());
            return _reading.WaitAsync(ct);
        }
    }

    private async Task<OperationsView> AskAsync()
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var state = PartAsync("reports", grains.GetGrain<IOperationsGrain>(IOperationsGrain.Key).ReadAsync());
        var hosts = PartAsync("silos", management.GetHosts(onlyActive: false));
        var activations = PartAsync("activations", management.GetSimpleGrainStatistics());
        return OperationsView.Of(time.GetUtcNow(), await state, await hosts, await activations, damage.All);
    }

    private async Task<T?> PartAsync<T>(string part, Task<T> asked)
        where T : class
    {
        try
        {
            return await asked.WaitAsync(Patience, time);
        }
        catch (Exception exception)
        {
            LogMissing(part, exception);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Part} is missing from what operators see: the cluster did not report it.")]
    private partial void LogMissing(string part, Exception exception);
}
