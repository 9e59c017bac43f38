using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Retries calls left unanswered by a dying silo or a deactivated grain, until the caller's time limit. All our methods are idempotent: a
/// timed-out call keeps running, so they have to be anyway.
/// </summary>
/// <remarks>For clients only. Grains know better what to retry.</remarks>
internal sealed partial class RetryCallFilter(TimeProvider time, ILogger<RetryCallFilter> logger) : IOutgoingGrainCallFilter
{
    /// <summary>No call is retried after this: 8 s, so that a page is still answered within 20 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await context.Invoke();
                if (!IsLeft(context.Response?.Exception) || time.GetElapsedTime(began) + pause > Patience) return;
            }
            catch (Exception left) when (IsLeft(left) && time.GetElapsedTime(began) + pause <= Patience)
            {
                LogRepeated(context.InterfaceName, context.MethodName, left.Message);
            }

            await Task.Delay(pause, time);
        }
    }

    /// <summary>
    /// Whether another activation, on another silo, might answer. Not after a timeout, which has used up the caller's time.
    /// </summary>
    private static bool IsLeft(Exception? exception) =>
        exception is OrleansMessageRejectionException or ConnectionFailedException or InconsistentStateException;

    [LoggerMessage(LogLevel.Information, "{Interface}.{Method} is called again: {Reason}")]
    private partial void LogRepeated(string @interface, string method, string reason);
}
