using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using Reviews.Grains;
using Reviews.Grains.Journals;
using Reviews.Hosting.Clustering;
using Reviews.Hosting.Damage;
using Reviews.Hosting.Files;
using Reviews.Hosting.Settings;
using Reviews.Hosting.Stores;
using Reviews.Storage;
using Reviews.Storage.Hosting;

namespace Reviews.Hosting;

/// <summary>
/// The silo as part of a host: on its own in <c>Silo</c>, or alongside the API when embedded. And the client for silos in other processes.
/// </summary>
public static class ReviewsSilo
{
    /// <summary>Exit code of a process that can't run with its configuration.</summary>
    private const int Refused = 2;

    /// <summary>What the journals of all grains are made of.</summary>
    private static IEnumerable<JournalSchema> Schemas =>
        GrainsRegistration.Journals.Select(journal => new JournalSchema(journal.Key, journal.Value));

    /// <summary>Builds a program's host and runs it. Invalid settings are named, one sentence each.</summary>
    /// <param name="build">Builds the host.</param>
    /// <param name="error">Where the sentences go.</param>
    /// <returns>The exit code, as for <see cref="RunOnStoreAsync"/>.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> build, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(error);
        KeepFilesPrivate();
        try
        {
            await using var app = build();
            return await app.RunOnStoreAsync(error);
        }
        catch (Exception exception) when (RefusalIn(exception) is { } sentences)
        {
            await error.WriteLineAsync(sentences);
            return Refused;
        }
    }

    /// <summary>Makes everything the process creates from now on private to its user. Programs call it once, at startup.</summary>
    public static void KeepFilesPrivate() => PrivateFiles.KeepAll();

    /// <summary>What is wrong with the configuration, one sentence per line; null if something else went wrong.</summary>
    private static string? RefusalIn(Exception exception) => exception switch
    {
        ConfigurationRefusedException refused => refused.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        IOException { InnerException: AddressInUseException } inUse => inUse.Message,
        _ => null,
    };

    /// <summary>
    /// Opens the store and the connection to the cluster, and runs the host until it is asked to stop. What can't be used is named in one
    /// sentence.
    /// </summary>
    /// <param name="host">The host, built and not started.</param>
    /// <param name="error">Where the sentence goes.</param>
    /// <returns>The exit code: 0; 2 if the store or the cluster was refused; 3 if the silo is no longer a member of its cluster.</returns>
    public static async Task<int> RunOnStoreAsync(this IHost host, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            host.Services.OpenStore();
            await host.Services.RefuseUnfinishedAsync();
            if (host.Services.GetService<IMembership>() is { } membership)
                await membership.EnsureAsync(host.Services.StoreId(), CancellationToken.None);
        }
        catch (Exception refused) when (StoreErrors.IsFailure(refused))
        {
            await error.WriteLineAsync(refused.Message);
            return Refused;
        }

        var watch = host.Services.GetService<MembershipWatch>();
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        try
        {
            await RunToItsEndAsync(host);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await error.WriteLineAsync("It was asked to stop while it was starting, and has stopped.");
        }

        return watch is { IsLeftBehind: true } ? MembershipWatch.LeftBehind : 0;
    }

    /// <summary>
    /// If something fails to start, what had already started is stopped in order: otherwise a silo would stay a member of its cluster until
    /// the others declared it dead, and one that is only disposed keeps polling for members as fast as it can.
    /// </summary>
    private static async Task RunToItsEndAsync(IHost host)
    {
        try
        {
            await host.StartAsync();
        }
        catch
        {
            await host.StopAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await host.WaitForShutdownAsync();
    }

    /// <summary>Adds a silo with all grains on the store and in the cluster that the settings name.</summary>
    public static IHostApplicationBuilder AddReviewsSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.UseOrleans(silo => silo.UseMembership(settings).AddStore(settings, Schemas).AddReviewsDashboard(settings.Dashboard));
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PrivateFilesCheck>(services, settings));
        builder.Services.AddExceptionSerialization();
        builder.Services.AddSingleton<IStoreHistory, StoreHistory>();
        builder.Services.AddStoreDamage();
        builder.Services.AddReviewsGrains();
        builder.Services.AddSingleton<IJournalSweep, StoreSweep>();
        builder.Services.AddSingleton(Options.Create(settings.Films));
        builder.Services.AddSingleton(Options.Create(settings.Shards));
        builder.Services.AddSingleton(Options.Create(settings.Method));
        builder.Services.AddSingleton(Options.Create(settings.Quotas));
        return builder;
    }

    /// <summary>Configures only the store that the settings name: for tools that inspect a store without starting a silo.</summary>
    /// <param name="silo">The silo, never started.</param>
    /// <param name="settings">The store.</param>
    public static ISiloBuilder AddReviewsStore(this ISiloBuilder silo, SiloSettings settings) => silo.AddStore(settings, []);

    /// <summary>Adds the client for the silos of the cluster that the settings name, for a process without its own silo.</summary>
    public static IHostApplicationBuilder AddReviewsClient(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.UseOrleansClient(client => client.UseMembership(settings).UseConnectionRetryFilter<WaitForSiloFilter>().AddDashboard());
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<PrivateFilesCheck>(services, settings));
        builder.Services.AddExceptionSerialization();
        builder.Services.AddToldDamage();   // before retries: what is damaged now is still damaged a moment later
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, RetryCallFilter>();
        return builder;
    }
}
