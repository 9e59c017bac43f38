namespace Reviews.DevCluster.Processes;

/// <summary>Checks whether a process is ready.</summary>
internal static class Readiness
{
    /// <summary>The pause between two checks: 200 ms.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(6) };

    /// <summary>Whether <c>/health/ready</c> at the address says so; false if nobody responds there.</summary>
    public static async Task<bool> IsReadyAsync(Uri address, CancellationToken ct)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(address, "/health/ready"), ct);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silence) when (
            silence is HttpRequestException || (silence is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
