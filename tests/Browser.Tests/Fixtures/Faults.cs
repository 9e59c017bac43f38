using System.Collections.Concurrent;

namespace Browser.Tests.Fixtures;

/// <summary>What a sound page never does: errors and warnings on the console, what the content policy blocks among them, uncaught
/// exceptions, requests that fail, and dialogs that nobody asked for. Each that no test expects fails the test.</summary>
internal sealed class Faults
{
    /// <summary>A request whose page was left, or that the page itself gave up.</summary>
    private const string Aborted = "net::ERR_ABORTED";

    private readonly ConcurrentQueue<string> _seen = new();
    private readonly ConcurrentBag<Func<string, bool>> _expected = [];

    public Faults(IBrowserContext context)
    {
        context.Console += (_, message) =>
            Note(message.Type is "error" or "warning", $"console {message.Type} at {message.Location}: {message.Text}");
        context.WebError += (_, error) => Note(true, $"exception: {error.Error}");
        context.RequestFailed += (_, request) => Note(request.Failure != Aborted, $"request failed: {request.Url} {request.Failure}");
        context.Response += (_, response) =>
            Note(response.Status >= 400, $"status {response.Status}: {response.Request.Method} {response.Url}");
    }

    /// <summary>Those that were seen and not expected.</summary>
    public IReadOnlyList<string> Unexpected => [.. _seen.Where(fault => !_expected.Any(isExpected => isExpected(fault)))];

    /// <summary>From the start of the window to its end, faults that contain this are part of what is tested.</summary>
    public void Expect(string part) => _expected.Add(fault => fault.Contains(part, StringComparison.Ordinal));

    /// <summary>The page itself is answered so, and nothing that it loads.</summary>
    public void ExpectStatus(int status, Uri page)
    {
        Expect($"status {status}: GET {page}");
        _expected.Add(fault => fault.Contains("Failed to load resource", StringComparison.Ordinal)
            && fault.Contains($"a status of {status} ", StringComparison.Ordinal)
            && fault.Contains(page.ToString(), StringComparison.Ordinal));
    }

    /// <summary>The line to the live hub will be lost on purpose, and tried in vain while nobody is there.</summary>
    public void ExpectLostLine()
    {
        foreach (var part in new[] { "/hubs/ratings", "live line", "Failed to start the connection", "Connection disconnected",
            "net::ERR_CONNECTION_REFUSED", "net::ERR_INTERNET_DISCONNECTED" })
            Expect(part);
    }

    private void Note(bool isFault, string fault)
    {
        if (isFault) _seen.Enqueue(fault);
    }
}
