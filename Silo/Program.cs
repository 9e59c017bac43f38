using Reviews.Telemetry;
using Reviews.Telemetry.Nodes;

namespace Reviews.Silo;

/// <summary>The back alone: a silo with all grains, in a process of its own.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.AddReviewsTelemetry("reviews-silo");
        builder.AddReviewsSilo(builder.Configuration.GetSection("Reviews").Get<ReviewsSiloOptions>() ?? new ReviewsSiloOptions());
        builder.Services.AddNodeReports();
        return await builder.Build().RunOnStoreAsync(Console.Error);
    }
}
