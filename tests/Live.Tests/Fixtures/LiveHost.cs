using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Reviews.Api;
using Reviews.Api.Live;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Catalogue;
using Reviews.Contracts.Films;

namespace Live.Tests.Fixtures;

/// <summary>The whole application: Kestrel on a free port, the grains beside it, a store in a folder of its own.</summary>
public sealed class LiveHost : Fixture
{
    /// <summary>Small, so that a client that reads nothing is noticed after some hundred messages.</summary>
    internal const int SocketBuffer = 16 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("live-tests-").FullName;
    private readonly WebApplication _app;
    private Uri? _url;
    private IServiceProvider? _services;
    private long _members;

    public LiveHost()
        : this([])
    {
    }

    internal LiveHost(params string[] settings)
    {
        _app = Program.Build(
            [
                "--urls=http://127.0.0.1:0", $"--Reviews:Data={_folder}", "--Reviews:Sample=false", "--Reviews:Quotas:Enabled=false",
                "--Reviews:Live:SendTimeout=00:00:02", .. settings,
            ],
            Adjust);
    }

    /// <summary>The address, as <c>http://127.0.0.1:34567</c>.</summary>
    public Uri Url => Started(_url);

    /// <summary>The live hub.</summary>
    public Uri Hub => new(Url, "/hubs/ratings");

    internal FilmIndex Index => Services.GetRequiredService<FilmIndex>();

    internal LiveRelay Relay => Services.GetRequiredService<LiveRelay>();

    /// <summary>The server's side of each connection that has called, by connection id.</summary>
    internal Admissions Admitted => Services.GetRequiredService<Admissions>();

    private IServiceProvider Services => Started(_services);

    private IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    protected override async Task StartAsync()
    {
        await _app.StartAsync();
        _services = _app.Services;
        _url = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    protected override async Task StopAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Publishes films under names that no other test has; their ids.</summary>
    internal async Task<string[]> PublishAsync(int count)
    {
        var name = Guid.NewGuid().ToString("n")[..8];
        string[] films = [.. Enumerable.Range(0, count).Select(i => $"film-{name}-{i}")];
        await Task.WhenAll(films.Select(film => Grains.GetGrain<IFilmGrain>(film).PublishAsync(Films.Details(film))));
        return films;
    }

    /// <summary>A new member's vote, durable when it is answered.</summary>
    internal async Task<FilmRating> VoteAsync(string film, int halfStars)
    {
        var ballot = new Ballot(Interlocked.Increment(ref _members), (byte)halfStars, Ticket: 1, CastAt: 1_800_000_000);
        return (await Grains.GetGrain<IFilmGrain>(film).VoteAsync(ballot)).Rating;
    }

    /// <summary>Ends the activation of a film's shard; the next call finds a new one.</summary>
    internal Task DeactivateShardAsync(string film) =>
        Grains.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(film)).AsReference<IGrainManagementExtension>()
            .DeactivateOnIdle().AsTask();

    /// <summary>The epoch of a film's shard.</summary>
    internal async Task<long> EpochAsync(string film)
    {
        var page = await Grains.GetGrain<ICatalogueShardGrain>(CatalogueShards.Of(film))
            .LeaseAsync(new FeedLease(Guid.NewGuid(), Grains.CreateObjectReference<IFeedObserver>(new Deaf()), 0, 0));
        return page.Epoch;
    }

    /// <summary>A connected client of the platform's own, for what the Node clients need not do.</summary>
    internal async Task<HubConnection> ConnectAsync()
    {
        var client = new HubConnectionBuilder().WithUrl(Hub).Build();
        await client.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    private static void Adjust(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.Configure<SocketTransportOptions>(sockets => sockets.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = SocketBuffer;
            return socket;
        });
        builder.Services.AddSingleton<Admissions>();
        builder.Services.AddSignalR().AddHubOptions<RatingsHub>(hub => hub.AddFilter<Admissions>());
    }

    private sealed class Deaf : IFeedObserver
    {
        public Task FeedAsync(FeedPage page) => Task.CompletedTask;
    }
}
