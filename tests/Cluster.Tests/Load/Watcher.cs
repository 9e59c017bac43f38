using System.Collections.Concurrent;
using System.Text.Json;
using Cluster.Tests.Judging;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Cluster.Tests.Load;

/// <summary>A reader at the live hub, who comes back by themselves whenever their line ends.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly Uri _site;
    private readonly HttpTransportType _transport;
    private readonly bool _atTheFront;
    private readonly string[] _films;
    private readonly History _history;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;
    private volatile Line? _line;

    /// <summary>Starts to watch.</summary>
    /// <param name="name">What the judge calls them.</param>
    /// <param name="site">The front, or one API: a transport that takes more than one request must find the same API again.</param>
    /// <param name="transport">How the messages come.</param>
    /// <param name="atTheFront">Whether the address is the front, which answers while APIs come and go: then a line that can't be opened is
    /// judged.</param>
    /// <param name="films">What they watch.</param>
    /// <param name="history">Where they write down what they were shown.</param>
    public Watcher(string name, Uri site, HttpTransportType transport, bool atTheFront, string[] films, History history)
    {
        (Name, _site, _transport, _atTheFront, _films, _history) = (name, site, transport, atTheFront, films, history);
        _watching = WatchAsync();
    }

    public string Name { get; }

    public bool IsConnected => _line is not null;

    /// <summary>Why the last line ended, or did not come about.</summary>
    public string LastEnd { get; private set; } = "";

    /// <summary>The newest version of the film that came over the line they have; null when they have none.</summary>
    public long? VersionOf(string filmId) => _line?.Newest.GetValueOrDefault(filmId);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await WatchOnceAsync();
            }
            catch (Exception failure)
            {
                LastEnd = failure.Message;   // what can fail is the whole network; the judge asks whether they are back, not why they went
            }

            await Task.Delay(Pause, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchOnceAsync()
    {
        var line = new Line();
        var ended = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(_site, "/hubs/ratings"), _transport, options =>
                    options.SkipNegotiation = _transport == HttpTransportType.WebSockets)
            .Build();
        connection.Closed += why => Task.FromResult(ended.TrySetResult(why));
        connection.On<JsonElement>("RatingChanged", rating => Pushed(line, rating));
        try
        {
            await OpenAsync(connection);
            foreach (var rating in await connection.InvokeAsync<JsonElement[]>("Watch", _films, _stop.Token)) Take(line, rating);
            _line = line;
            LastEnd = (await ended.Task.WaitAsync(_stop.Token))?.Message ?? "closed";
        }
        finally
        {
            _line = null;
        }
    }

    private async Task OpenAsync(HubConnection connection)
    {
        var before = _history.Rules;
        try
        {
            await connection.StartAsync(_stop.Token);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            if (_atTheFront) _history.Violations.Add(Judge.OfLine(Name, failure.Message, before.Or(_history.Rules)));
            throw;
        }
    }

    /// <summary>Pushes come one after the other.</summary>
    private void Pushed(Line line, JsonElement rating)
    {
        var (film, version) = Take(line, rating);
        _history.Violations.Add(Judge.OfPush(Name, film, version, line.LastPush.GetValueOrDefault(film)));
        line.LastPush[film] = version;
    }

    private (string Film, long Version) Take(Line line, JsonElement rating)
    {
        var (film, version) = (rating.GetProperty("filmId").GetString()!, rating.GetProperty("version").GetInt64());
        line.Newest.AddOrUpdate(film, version, (_, known) => Math.Max(known, version));   // the answer of Watch may be older than a push
        _history.Shown(film, version);
        return (film, version);
    }

    /// <summary>What came over one connection.</summary>
    private sealed class Line
    {
        public ConcurrentDictionary<string, long> Newest { get; } = new();

        public Dictionary<string, long> LastPush { get; } = [];
    }
}
