using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Cluster.Tests.Front;

/// <summary>A very small server in place of an API, that answers, breaks off or goes away as a test wants it to.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _taking;
    private int _served;

    private Backend(int port, string name)
    {
        Name = name;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _taking = TakeAsync();
    }

    /// <summary>What it answers, so that a test sees who did.</summary>
    public string Name { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Whether it says that it is ready.</summary>
    public bool IsReady { get; set; } = true;

    /// <summary>Whether it closes the connection when it has read a request, without an answer.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>Whether it answers every request with 503.</summary>
    public bool Refuses { get; set; }

    /// <summary>Whether it never answers.</summary>
    public bool Hangs { get; set; }

    /// <summary>Requests that it read, those for its health not counted.</summary>
    public int Served => Volatile.Read(ref _served);

    /// <summary>The last request's head and body.</summary>
    public string LastRequest { get; private set; } = "";

    public static Backend Start(string name, int port = 0) => new(port, name);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _taking;
        _stop.Dispose();
    }

    private async Task TakeAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true) serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                if (await AnswerAsync(request) is not { } answer) return;
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), _stop.Token);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return;   // the front closed it, or the test is over
        }
    }

    private async Task<string?> AnswerAsync(string request)
    {
        if (request.Contains(" /health/ready", StringComparison.Ordinal)) return Answer(IsReady ? "200 OK" : "503 Service Unavailable", "");
        Interlocked.Increment(ref _served);
        LastRequest = request;
        if (Hangs) await Task.Delay(Timeout.Infinite, _stop.Token);
        if (BreaksOff) return null;
        return Refuses ? Answer("503 Service Unavailable", "stopping") : Answer("200 OK", Name);
    }

    private static string Answer(string status, string body) => $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    /// <summary>Reads one request; bodies come with their length.</summary>
    private async Task<string?> ReadAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        for (var buffer = new byte[4_096]; !IsWhole(text.ToString());)
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) return null;
            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0) return false;
        var length = text[..end].Split("\r\n").Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)).SingleOrDefault();
        return text.Length >= end + 4 + length;
    }
}
