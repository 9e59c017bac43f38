using System.Text.Json;
using Live.Tests.Fixtures;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Reviews.Api.Live;

namespace Live.Tests.Hub;

/// <summary>What a client must not do gets its answer, and nobody else notices.</summary>
public sealed class BadClientTests(LiveHost host) : IClassFixture<LiveHost>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_UnknownFilm_NamesItAndWatchesNothingOfTheCall()
    {
        var film = (await host.PublishAsync(1))[0];
        await using var client = await host.ConnectAsync();
        var refusal = await Assert.ThrowsAsync<HubException>(() => WatchAsync(client, film, "no-such-film-1999"));
        Assert.Contains("'no-such-film-1999'", refusal.Message, StringComparison.Ordinal);
        Assert.All(host.Admitted.All, connection => Assert.DoesNotContain(film, connection.Watches.Keys));
    }

    [Fact]
    public async Task Watch_MoreThan100Films_NamesTheLimit()
    {
        var films = await host.PublishAsync(101);
        await using var client = await host.ConnectAsync();
        Assert.Contains("100", (await Assert.ThrowsAsync<HubException>(() => WatchAsync(client, films))).Message, StringComparison.Ordinal);
        Assert.Equal(100, (await WatchAsync(client, films[..100])).Length);
        Assert.Contains(
            "100", (await Assert.ThrowsAsync<HubException>(() => WatchAsync(client, films[100]))).Message, StringComparison.Ordinal);

        await client.InvokeAsync("Unwatch", films[..1], Ct);
        Assert.Single(await WatchAsync(client, films[100]));
    }

    [Fact]
    public async Task Watch_NullEmptyOverlong_IsRefusedAndTheConnectionGoesOn()
    {
        var film = (await host.PublishAsync(1))[0];
        await using var client = await host.ConnectAsync();
        foreach (var bad in new string?[]?[] { null, [], [null], [""], [new string('x', 201)], [film, null] })
        {
            await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync<JsonElement>("Watch", bad, Ct));
            await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync("Unwatch", bad, Ct));
        }

        foreach (var wrongType in new object[] { 7, "film", new { film } })
        {
            await Assert.ThrowsAsync<HubException>(() => client.InvokeAsync<JsonElement>("Watch", wrongType, Ct));
        }

        Assert.Equal(film, Assert.Single(await WatchAsync(client, film, film)).FilmId);
    }

    [Fact]
    public async Task Watch_100000Requests_AreAnsweredThenRefusedThenClosedWhileOthersAreServed()
    {
        const int requests = 100_000;
        var film = (await host.PublishAsync(1))[0];
        await using var other = await host.ConnectAsync();
        var news = Pushes(other);
        await WatchAsync(other, film);

        using var flood = await RawClient.ConnectAsync(host.Hub);
        var sending = FloodAsync(flood, requests, film);
        var (answered, refused) = (0, 0);
        for (var frame = await flood.ReadAsync(); frame.Length > 0; frame = await flood.ReadAsync())
        {
            foreach (var message in frame.Where(message => message.GetProperty("type").GetInt32() == 3))
            {
                if (message.TryGetProperty("error", out var error))
                {
                    Assert.Contains("calls per second", error.GetString(), StringComparison.Ordinal);
                    Assert.True(++refused <= LiveLimits.MaxRefusedCalls, "The connection was not closed.");
                }
                else
                {
                    answered++;
                }
            }
        }

        await sending;
        Assert.InRange(answered, LiveLimits.CallBurst, requests / 10);
        Assert.NotEqual(0, refused);
        var version = (await host.VoteAsync(film, 8)).Version;
        await Eventually.GetAsync(news, told => told.Contains((film, version)), "another reader gets its news");
    }

    [Fact]
    public async Task RatingChanged_ClientThatStopsReading_HoldsBoundedMemoryAndIsClosed()
    {
        var films = await host.PublishAsync(LiveLimits.MaxWatchedFilms);
        await using var other = await host.ConnectAsync();
        var news = Pushes(other);
        await WatchAsync(other, films);
        var others = host.Admitted.All;

        using var stopped = await RawClient.ConnectAsync(host.Hub);
        await stopped.SendAsync(RawClient.Call(1, "Watch", (object)films));
        var connection = await Eventually.GetAsync(
            () => host.Admitted.All.Except(others).SingleOrDefault(), connection =>
                connection?.Watches.Count == films.Length, "it watches");

        var rounds = 0;
        while (host.Admitted.All.Contains(connection!))
        {
            Assert.True(++rounds < 1_000, "The connection was never closed.");
            var ratings = await Task.WhenAll(films.Select(film => host.VoteAsync(film, 1 + (rounds % 10))));
            Assert.InRange(connection!.PendingFilms, 0, films.Length);
            await Eventually.GetAsync(
                news, told => told.IsSupersetOf(ratings.Select(rating => (rating.FilmId, rating.Version))), "the other one is served");
        }
    }

    [Fact]
    public async Task Watch_FloodByAClientThatReadsNothing_IsClosed()
    {
        var films = await host.PublishAsync(LiveLimits.MaxWatchedFilms);
        using var flood = await RawClient.ConnectAsync(host.Hub);
        var before = host.Admitted.All;
        await FloodAsync(flood, 1_000, films);
        await Eventually.GetAsync(() => host.Admitted.All.Intersect(before).ToArray(), open => open.Length == 0, "it is closed");
    }

    [Fact]
    public async Task Connect_NodeIsFull_IsToldSoUntilOneLeaves()
    {
        await using var full = new LiveHost("--Reviews:Live:MaxConnections=1");
        await full.InitializeAsync();
        var film = (await full.PublishAsync(1))[0];
        await using var first = await full.ConnectAsync();
        await WatchAsync(first, film);

        await using var second = new HubConnectionBuilder().WithUrl(full.Hub).Build();
        var closed = new TaskCompletionSource<Exception?>();
        second.Closed += error =>
        {
            closed.TrySetResult(error);
            return Task.CompletedTask;
        };
        await second.StartAsync(Ct);
        Assert.Contains("Too many live connections", (await closed.Task.WaitAsync(Ct))!.Message, StringComparison.Ordinal);

        await first.StopAsync(Ct);
        await Eventually.GetAsync(() => full.Relay.Connections, connections => connections == 0, "the first has left");
        await second.StartAsync(Ct);
        Assert.Single(await WatchAsync(second, film));
    }

    private static Task<WatchedRating[]> WatchAsync(HubConnection client, params string[] films) =>
        client.InvokeAsync<WatchedRating[]>("Watch", films, Ct);

    private static Func<HashSet<(string FilmId, long Version)>> Pushes(HubConnection client)
    {
        var pushes = new HashSet<(string, long)>();
        client.On<WatchedRating>("RatingChanged", rating =>
        {
            lock (pushes) pushes.Add((rating.FilmId, rating.Version));
        });
        return () =>
        {
            lock (pushes) return [.. pushes];
        };
    }

    /// <summary>Sends calls until all are sent or the server has had enough.</summary>
    private static async Task FloodAsync(RawClient client, int requests, params string[] films)
    {
        try
        {
            foreach (var chunk in Enumerable.Range(0, requests).Chunk(100))
            {
                await client.SendAsync([.. chunk.Select(id => RawClient.Call(id, "Watch", (object)films))]);
            }
        }
        catch (Exception closed) when (closed is System.Net.WebSockets.WebSocketException or IOException)
        {
            // The server closed the connection under the flood: what is asked of it.
        }
    }
}
