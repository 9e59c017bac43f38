using Orleans.Dashboard;
using Reviews.Grains;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Members;
using Reviews.Grains.Platform;
using Reviews.Storage;
using Reviews.Storage.Hosting;

namespace Reviews.Silo;

/// <summary>The silo as a part of a host: alone in <c>Silo</c>, or beside the API in an embedded run. And the way to silos elsewhere.</summary>
public static class ReviewsSilo
{
    /// <summary>Exit code of a process that can't run on what it was given.</summary>
    private const int Refused = 2;

    /// <summary>What the journals of all grains are made of.</summary>
    private static IEnumerable<JournalBlueprint> Blueprints => GrainsRegistration.Journals.Select(journal => new JournalBlueprint(journal.Key, journal.Value));

    /// <summary>Opens the store and the way to the cluster, and runs the host until it is asked to end. What can't be used is named in one sentence.</summary>
    /// <param name="host">The host, built and not started.</param>
    /// <param name="error">Where the sentence goes.</param>
    /// <returns>The exit code: 0, or 2 when the store or the cluster was refused.</returns>
    public static async Task<int> RunOnStoreAsync(this IHost host, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            host.Services.OpenStore();
            await host.Services.RefuseUnfinishedCopyAsync();
            if (host.Services.GetService<IMembership>() is { } membership) await membership.EnsureAsync(host.Services.StoreId(), CancellationToken.None);
        }
        catch (StoreOpenException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return Refused;
        }

        await host.RunAsync();
        return 0;
    }

    /// <summary>Adds a silo with all grains on the store and in the cluster that the settings name.</summary>
    public static IHostApplicationBuilder AddReviewsSilo(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.UseOrleans(silo => silo.UseMembership(settings).AddStore(settings, Blueprints).AddReviewsDashboard());
        builder.Services.AddTravellingExceptions();
        builder.Services.AddReviewsGrains();
        builder.Services.Configure<FilmOptions>(builder.Configuration.GetSection("Reviews:Films"));
        builder.Services.Configure<ShardOptions>(builder.Configuration.GetSection("Reviews:Shards"));
        builder.Services.Configure<RatingMethodOptions>(builder.Configuration.GetSection("Reviews:Method"));
        builder.Services.Configure<MemberOptions>(builder.Configuration.GetSection("Reviews:Quotas"));
        if (!builder.Configuration.GetValue("Reviews:Quotas:Enabled", true))
            builder.Services.PostConfigure<MemberOptions>(member => member.VotesPerMinute = null);
        return builder;
    }

    /// <summary>Puts a silo on the store that the settings name, and on nothing else: for tools that look into a store without starting a silo.</summary>
    /// <param name="silo">The silo, never started.</param>
    /// <param name="settings">The store.</param>
    public static ISiloBuilder AddReviewsStore(this ISiloBuilder silo, SiloSettings settings) => silo.AddStore(settings, []);

    /// <summary>Adds the way to the silos of the cluster that the settings name, for a process that has none of its own.</summary>
    public static IHostApplicationBuilder AddReviewsClient(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(settings);
        builder.UseOrleansClient(client => client.UseMembership(settings).UseConnectionRetryFilter<UntilThereIsASilo>().AddDashboard());
        builder.Services.AddTravellingExceptions();
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, RepeatedCalls>();
        return builder;
    }
}
