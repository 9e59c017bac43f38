using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Reviews.Api.Operations;
using Reviews.Application.KeyRing;
using Reviews.Application.ReadModel;
using Spectre.Console;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>The whole site in this process: Kestrel on a free port, a silo, and a store in a folder of its own.</summary>
internal sealed class Site : IAsyncDisposable
{
    public const string OperatorEmail = "operator@example.com";
    public const string Password = "Sh1ning-path";

    /// <summary>To make a key takes longer than all else that a site does at its start; those of new folders are copies of one.</summary>
    private static readonly Lazy<string> Keys = new(MakeKeys);

    private readonly StringWriter _output;
    private readonly bool _ownsFolder;
    private readonly RateLimitersOfSite _rateLimiters;
    private WebApplication? _running;
    private Task? _stopped;

    private Site(WebApplication app, string folder, bool ownsFolder, ShiftedClock clock, GrainCalls grainCalls, StringWriter output) =>
        (_running, _rateLimiters, Folder, this._ownsFolder, Clock, GrainCalls, this._output) =
            (app, new RateLimitersOfSite(app), folder, ownsFolder, clock, grainCalls, output);

    public WebApplication App => _running ?? throw new ObjectDisposedException(nameof(Site));

    public string Folder { get; }

    public ShiftedClock Clock { get; }

    /// <summary>What requests asked of grains.</summary>
    public GrainCalls GrainCalls { get; }

    public IGrainFactory Grains => App.Services.GetRequiredService<IGrainFactory>();

    /// <summary>What was said on the console.</summary>
    public string Output => _output.ToString();

    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>Starts a site; its films are those that the test imports.</summary>
    /// <param name="args">More of the command line.</param>
    /// <param name="folder">The store of an earlier site; null for a new one, which is removed in the end.</param>
    /// <param name="change">Adds endpoints or what else the test needs, before the start.</param>
    /// <param name="services">Puts services in place of the site's own.</param>
    public static async Task<Site> StartAsync(
        string[]? args = null, string? folder = null, Action<WebApplication>? change = null, Action<IServiceCollection>? services = null)
    {
        var site = Create(args, folder, services);
        change?.Invoke(site.App);
        await site.App.StartAsync(TestContext.Current.CancellationToken);
        site.Address = new Uri(site.App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await site.App.Services.GetRequiredService<FilmIndex>().ReadyAsync(TestContext.Current.CancellationToken);
        return site;
    }

    /// <summary>A site that is not started.</summary>
    public static Site Create(string[]? args = null, string? folder = null, Action<IServiceCollection>? services = null)
    {
        var (clock, home) = (new ShiftedClock(), folder ?? NewFolder());
        string[] line =
        [
            "--urls=http://127.0.0.1:0", $"--Reviews:Data={home}", "--Reviews:Sample=false", "--Reviews:Quotas:RegistrationsPerHour=100000",
            "--Reviews:Quotas:SignInsPerMinute=100000", "--Reviews:Quotas:MailsPerHour=100000",
            "--Reviews:Quotas:RequestsPerMinute=100000", "--Reviews:Mail:ShowHere=true",
            $"--Reviews:Operator:Email={OperatorEmail}", $"--Reviews:Operator:Password={Password}",
            "--Reviews:Drain=00:00:00",   // no balancer has to hear that it ends
            .. args ?? [],
        ];
        var (output, grainCalls) = (new StringWriter(), new GrainCalls());
        var app = Program.Build(line, builder =>
        {
            Adjust(builder, clock, grainCalls, output);
            services?.Invoke(builder.Services);
        });
        return new Site(app, home, folder is null, clock, grainCalls, output);
    }

    /// <summary>A folder for a new store, with a key file.</summary>
    public static string NewFolder()
    {
        var folder = Directory.CreateTempSubdirectory("reviews-api-").FullName;
        File.Copy(Keys.Value, Path.Combine(folder, KeyFile.Name));
        return folder;
    }

    private static string MakeKeys()
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"keys-{Environment.ProcessId}.pem");
        File.Delete(path);   // of an earlier process with this number
        KeyFile.Ensure(path);
        return path;
    }

    private static void Adjust(WebApplicationBuilder builder, ShiftedClock clock, GrainCalls grainCalls, StringWriter output)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(grainCalls).AddSingleton<IStartupFilter>(grainCalls);
        builder.Services.AddSingleton(
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Synchronized(output)) }));

        // By itself a silo makes room for the addresses of a million grains when it starts, twice 9 MB; here are some hundred.
        builder.Services.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = 1_000);

        // Hashing is slow on purpose; a suite that makes hundreds of accounts need not wait for it.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
    }

    /// <summary>All routes: the dashboard's own, too, which the program maps when somebody asks for the first of them.</summary>
    public IEnumerable<RouteEndpoint> Routes()
    {
        var dashboard = new ApplicationBuilder(App.Services);
        dashboard.UseRouting();
        dashboard.UseEndpoints(routes => routes.MapDashboardItself());
        return App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
    }

    /// <summary>The patterns of all routes that answer GET to anybody.</summary>
    public IEnumerable<string> ReadPatterns() =>
        App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethod.Get.Method) != false
                && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText ?? "");

    /// <summary>A client who is nobody yet.</summary>
    public HttpClient Visitor() =>
        new(
            new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false,
                Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = Address };

    /// <summary>Stops the site as SIGTERM does, once.</summary>
    public Task StopAsync() => _stopped ??= App.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _rateLimiters.Dispose();
        await App.DisposeAsync();
        _running = null;   // timers that it leaves behind hold xUnit's context, and so the fixtures, for as long as the suite runs
        if (_ownsFolder) Directory.Delete(Folder, recursive: true);
    }
}
