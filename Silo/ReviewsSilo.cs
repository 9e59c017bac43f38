using Reviews.Grains;
using Reviews.Grains.Catalogue;
using Reviews.Grains.Films;
using Reviews.Grains.Members;
using Reviews.Grains.Platform;
using Reviews.Storage;
using Reviews.Storage.Hosting;

namespace Reviews.Silo;

/// <summary>The silo as a part of a host: alone in <c>Silo</c>, or beside the API in an embedded run.</summary>
public static class ReviewsSilo
{
    /// <summary>The name of the cluster and of the service; clients must use the same.</summary>
    public const string ClusterId = "orleans-reviews";

    /// <summary>Exit code of a process that can't run on the store it was given.</summary>
    private const int Refused = 2;

    /// <summary>Opens the store and runs the host until it is asked to end. A store that can't be used is named in one sentence.</summary>
    /// <param name="host">The host, built and not started.</param>
    /// <param name="error">Where the sentence goes.</param>
    /// <returns>The exit code: 0, or 2 when the store was refused.</returns>
    public static async Task<int> RunOnStoreAsync(this IHost host, TextWriter error)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(error);
        try
        {
            host.Services.OpenStore();
        }
        catch (StoreOpenException refused)
        {
            await error.WriteLineAsync(refused.Message);
            return Refused;
        }

        await host.RunAsync();
        return 0;
    }

    /// <summary>Adds a silo with all grains on the embedded store, on localhost clustering.</summary>
    public static IHostApplicationBuilder AddReviewsSilo(this IHostApplicationBuilder builder, ReviewsSiloOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        var free = LoopbackPorts.Free(2);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(options.SiloPort ?? free[0], options.GatewayPort ?? free[1], null, ClusterId, ClusterId);
            silo.AddReviewsDashboard();
            silo.AddSqliteStore(
                store => store.DataFolder = options.Data,
                GrainsRegistration.Journals.Select(journal => new JournalBlueprint(journal.Key, journal.Value)));
        });
        builder.Services.AddReviewsGrains();
        builder.Services.Configure<FilmOptions>(builder.Configuration.GetSection("Reviews:Films"));
        builder.Services.Configure<ShardOptions>(builder.Configuration.GetSection("Reviews:Shards"));
        builder.Services.Configure<RatingMethodOptions>(builder.Configuration.GetSection("Reviews:Method"));
        builder.Services.Configure<MemberOptions>(builder.Configuration.GetSection("Reviews:Quotas"));
        if (!builder.Configuration.GetValue("Reviews:Quotas:Enabled", true))
            builder.Services.PostConfigure<MemberOptions>(member => member.VotesPerMinute = null);
        return builder;
    }
}
