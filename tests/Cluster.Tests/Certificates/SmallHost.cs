using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reviews.Hosting.Certificates;
using Reviews.Hosting.Settings;

namespace Cluster.Tests.Certificates;

/// <summary>A silo or a client of silos in this process, with nothing of ours but its connections.</summary>
internal sealed class SmallHost : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly IHost _host;
    private readonly Sayings _sayings;
    private bool _hasBegun;

    private SmallHost(HostApplicationBuilder builder)
    {
        _sayings = new Sayings();
        builder.Logging.ClearProviders().AddProvider(_sayings);
        builder.Services.TryAddSingleton(TimeProvider.System);
        _host = builder.Build();
    }

    public int SiloPort { get; private init; }

    public int GatewayPort { get; private init; }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => _host.Services;

    /// <summary>What it has logged.</summary>
    public string Said => string.Join('\n', _sayings.Lines);

    /// <summary>A silo that is not started yet.</summary>
    /// <param name="settings">Its certificate; without one it talks to everybody.</param>
    /// <param name="first">The silo that it is to join; null: it is the first.</param>
    /// <param name="clock">The time by which certificates are judged.</param>
    public static SmallHost Silo(ClusterSettings settings, SmallHost? first = null, TimeProvider? clock = null)
    {
        var (builder, ports) = (Host.CreateApplicationBuilder(), FreePorts.Take(2));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(ports[0], ports[1], first is null ? null : new IPEndPoint(IPAddress.Loopback, first.SiloPort))
            .UseClusterTls(settings));
        Judge(builder, settings, CertificateUsages.Silo, clock);
        return new SmallHost(builder) { SiloPort = ports[0], GatewayPort = ports[1] };
    }

    /// <summary>A client that is not started yet.</summary>
    public static SmallHost Client(SmallHost silo, ClusterSettings settings, TimeProvider? clock = null)
    {
        var client = Client(
            silo, client => client.UseClusterTls(settings), builder => Judge(builder, settings, CertificateUsages.Client, clock));
        return client;
    }

    /// <summary>A client that is not started yet, made as somebody else would make it.</summary>
    public static SmallHost Client(SmallHost silo, Action<IClientBuilder> configure, Action<HostApplicationBuilder>? more = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleansClient(client => configure(client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, silo.GatewayPort))));
        more?.Invoke(builder);
        return new SmallHost(builder);
    }

    public async Task<SmallHost> StartAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        await _host.StartAsync(cancellationToken);
        return this;
    }

    public Task<int> EchoAsync(int number) => Grains.GetGrain<IEchoGrain>(number).EchoAsync(number);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_hasBegun ? StopLimit : TimeSpan.Zero);
        try
        {
            await _host.StopAsync(limit.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or AggregateException or InvalidOperationException)
        {
            // It was refused, or is not waited for. Orleans stops no silo that did not come to run: one that is only disposed of leaves its
            // directory behind, which looks for members for ever and keeps a core busy with it while all the other tests of this process
            // run. And one that is stopped in the middle can't be disposed of: that waits for what never started.
            if (_hasBegun && Services.GetService<ISiloLifecycle>() is ILifecycleObserver lifecycle)
            {
                await lifecycle.OnStop(limit.Token);
                return;
            }
        }

        _host.Dispose();
    }

    private static void Judge(HostApplicationBuilder builder, ClusterSettings settings, CertificateUsages usages, TimeProvider? clock)
    {
        if (clock is null) return;
        var first = NodeCertificate.Read(CertificateFiles.Read(settings), settings, usages, clock.GetUtcNow());
        builder.Services.Replace(ServiceDescriptor.Singleton(provider =>
            new ClusterCertificates(settings, usages, first, clock, provider.GetRequiredService<ILogger<ClusterCertificates>>())));
    }

    /// <summary>Keeps what is logged.</summary>
    private sealed class Sayings : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
