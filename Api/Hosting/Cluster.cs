using System.Net;
using Orleans.Dashboard;
using Reviews.Silo;

namespace Reviews.Api.Hosting;

/// <summary>Where the grains of this process live: in a silo of its own, or behind a gateway.</summary>
internal static class Cluster
{
    /// <summary>Add it before all that calls grains when it starts: hosted services start in the order they were added, and stop in reverse.</summary>
    public static WebApplicationBuilder AddCluster(this WebApplicationBuilder builder, ReviewsOptions options)
    {
        if (options.Cluster.Gateway is { } gateway)
        {
            builder.UseOrleansClient(client => client.AddDashboard().UseStaticClustering(IPEndPoint.Parse(gateway)).Configure<Orleans.Configuration.ClusterOptions>(cluster =>
            {
                cluster.ClusterId = ReviewsSilo.ClusterId;
                cluster.ServiceId = ReviewsSilo.ClusterId;
            }));
        }
        else
        {
            builder.AddReviewsSilo(new ReviewsSiloOptions { Data = Path.GetFullPath(options.Data) });
        }

        return builder;
    }
}
