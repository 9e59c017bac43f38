using System.Collections.Concurrent;
using System.Text.Json;

namespace Browser.Tests.Fixtures;

/// <summary>What a page tells the live hub: its lines, and which films it asks for and lets go.</summary>
internal sealed class LiveTraffic
{
    /// <summary>Ends each message of SignalR's JSON protocol.</summary>
    private const char End = '\u001e';

    private readonly ConcurrentQueue<(string Method, string FilmId)> _told = new();
    private int _lines;

    public LiveTraffic(IPage page) => page.WebSocket += (_, socket) =>
    {
        Interlocked.Increment(ref _lines);
        socket.FrameSent += (_, frame) => Read(frame.Text);
    };

    /// <summary>How many lines were ever opened.</summary>
    public int Lines => Volatile.Read(ref _lines);

    /// <summary>The films that the server watches for the page, as far as it was told.</summary>
    public HashSet<string> Watched
    {
        get
        {
            var watched = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (method, filmId) in _told)
            {
                if (method == "Watch") watched.Add(filmId);
                else watched.Remove(filmId);
            }

            return watched;
        }
    }

    private void Read(string? frame)
    {
        foreach (var message in (frame ?? "").Split(End, StringSplitOptions.RemoveEmptyEntries))
        {
            var call = JsonDocument.Parse(message).RootElement;
            if (!call.TryGetProperty("target", out var target) || target.GetString() is not ("Watch" or "Unwatch")) continue;
            foreach (var filmId in call.GetProperty("arguments")[0].EnumerateArray())
                _told.Enqueue((target.GetString()!, filmId.GetString()!));
        }
    }
}
