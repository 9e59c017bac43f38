using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>What was sent, and what is to be said against the answers.</summary>
internal sealed class FuzzRun
{
    private readonly HashSet<string> _reached = [];
    private readonly SortedDictionary<int, int> _statuses = [];
    private (TimeSpan Time, string What) _slowest;

    /// <summary>A sentence for each answer that should not be.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How many operations and roles were reached.</summary>
    public int Operations => _reached.Count;

    public HttpStatusCode LastStatus { get; private set; }

    /// <summary>Sends a request and judges its answer.</summary>
    public async Task SendAsync(HttpClient client, HttpRequestMessage request, string what, TimeSpan hang)
    {
        _reached.Add(what);
        var start = Stopwatch.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(hang);
        var target = $"{what}: {Shortened(request.RequestUri!.OriginalString)} {await BodyAsync(request)}";
        try
        {
            using var answer = await client.SendAsync(request, limit.Token);
            Judge(answer, await answer.Content.ReadAsStringAsync(limit.Token), target);
        }
        catch (HttpRequestException broken)
        {
            Faults.Add($"{target} was cut off: {broken.Message}");
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Faults.Add($"{target} hung for {hang}.");
        }

        var took = Stopwatch.GetElapsedTime(start);
        if (took > _slowest.Time) _slowest = (took, target);
    }

    /// <summary>What was done, in one line.</summary>
    public string Figure() => string.Create(
        CultureInfo.InvariantCulture,
        $"Figure: fuzz: {_statuses.Values.Sum()} requests of {_reached.Count} operations and roles, {Faults.Count} faults; answers: "
        + $"{string.Join(", ", _statuses.Select(status => $"{status.Value} x {status.Key}"))}; the slowest took "
        + $"{_slowest.Time.TotalMilliseconds:0} ms ({_slowest.What}).");

    private void Judge(HttpResponseMessage answer, string body, string target)
    {
        var status = (int)answer.StatusCode;
        LastStatus = answer.StatusCode;
        _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
        if (status >= 500) Faults.Add($"{target} was answered {status}: {Shortened(body)}");
        if (status >= 400 && !IsProblem(answer, body)) Faults.Add($"{target} was answered {status} with no problem: {Shortened(body)}");
        if (Tells(body)) Faults.Add($"{target} was answered {status}, which tells of the code: {Shortened(body)}");
    }

    /// <summary>What Kestrel itself refuses, before any route, has a bare status: a target that is none, or too long.</summary>
    private static bool IsProblem(HttpResponseMessage answer, string body) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
        || (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestUriTooLong && body.Length == 0
        && answer.Headers.Connection.Contains("close"));

    private static bool Tells(string body) =>
        body.Contains("Reviews.", StringComparison.Ordinal) || body.Contains("Exception:", StringComparison.Ordinal)
            || body.Contains("   at ", StringComparison.Ordinal);

    private static async Task<string> BodyAsync(HttpRequestMessage request) =>
        request.Content is null ? "" : Shortened(
            Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));

    private static string Shortened(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
