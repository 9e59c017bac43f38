using Orleans.Runtime.Messaging;
using Orleans.Storage;

namespace Reviews.Hosting.Clustering;

/// <summary>
/// Repeats calls that a dying silo or an ended activation left without an answer, until the caller's time limit. Every method of
/// ours can be called twice with the same arguments: a call that timed out keeps running, so that has to be possible anyway.
/// </summary>
/// <remarks>For clients only. Grains know better what to repeat.</remarks>
internal sealed partial class RetryCallFilter(TimeProvider time, ILogger<RetryCallFilter> logger) : IOutgoingGrainCallFilter
{
    /// <summary>No call is retried after this: 8 s, so that a page's answer comes within 20 s even then.</summary>
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

    /// <summary>Whether another activation, on another silo, may answer. Not after a timeout: that has used up the caller's time.</summary>
    private static bool IsLeft(Exception? exception) =>
        exception is OrleansMessageRejectionException or ConnectionFailedException or InconsistentStateException;

    [LoggerMessage(LogLevel.Information, "{Interface}.{Method} is called again: {Reason}")]
    private partial void LogRepeated(string @interface, string method, string reason);
}
