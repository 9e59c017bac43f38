using Cluster.Tests.Judging;

namespace Cluster.Tests.Load;

/// <summary>
/// Somebody without an account who looks at films. Their answers come from an API's memory: an outage behind it is none to them.
/// </summary>
internal sealed class Reader(Uri site, IReadOnlyList<string> films, History history, Random random) : IDisposable
{
    private const int LongestPauseMs = 300;

    private readonly HttpClient _http = new() { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Reads ratings, films and lists by chance, until told to stop.</summary>
    public async Task ReadUntilAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var film = films[random.Next(films.Count)];
            string[] paths = [$"/api/films/{film}/rating", $"/api/films/{film}", "/api/films?pageSize=10"];
            await ReadAsync(paths[random.Next(paths.Length)]);
            await Task.Delay(random.Next(LongestPauseMs), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task ReadAsync(string path)
    {
        var before = history.Rules;
        try
        {
            using var answer = await _http.GetAsync(path);
            history.WasRead(path, answer.StatusCode, answer.Headers.RetryAfter is not null, before);
        }
        catch (HttpRequestException)
        {
            history.WasRead(path, status: null, hasRetryAfter: false, before);
        }
    }
}
