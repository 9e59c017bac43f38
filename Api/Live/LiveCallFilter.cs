using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;

namespace Reviews.Api.Live;

/// <summary>
/// Runs before every call of a live connection: refuses calls over its budget, closes connections that won't stop, and logs faults.
/// </summary>
internal sealed partial class LiveCallFilter(LiveMeter meter, ILogger<LiveCallFilter> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        CheckBudget(invocationContext.Context);
        try
        {
            return await next(invocationContext);
        }
        catch (Exception fault) when (fault is not (HubException or OperationCanceledException))
        {
            LogFault(fault, invocationContext.HubMethodName);
            throw;
        }
    }

    private void CheckBudget(HubCallerContext caller)
    {
        var budget = caller.Features.GetRequiredFeature<LiveConnection>().Budget;
        if (budget.TrySpend()) return;
        if (budget.Refused == LiveLimits.MaxRefusedCalls)
        {
            LogThrottled(caller.ConnectionId, budget.Refused);
            meter.Closed("flood");
            caller.Abort();
        }

        throw new HubException($"At most {LiveLimits.CallsPerSecond} calls per second; wait a moment.");
    }
}
