using Reviews.Hosting;
using Reviews.Hosting.Settings;

namespace Reviews.Api.Hosting;

/// <summary>Where the grains of this process live: in a silo of its own, or in silos elsewhere.</summary>
internal static class Cluster
{
    /// <summary>
    /// Add it before all that calls grains when it starts: hosted services start in the order they were added, and stop in reverse.
    /// </summary>
    public static WebApplicationBuilder AddCluster(this WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.IsElsewhere) builder.AddReviewsClient(settings);
        else builder.AddReviewsSilo(settings);
        return builder;
    }
}
