using Reviews.Hosting;
using Reviews.Hosting.Settings;
using Reviews.Silo.Health;
using Reviews.Telemetry;
using Reviews.Telemetry.Logs;
using Reviews.Telemetry.Nodes;

namespace Reviews.Silo;

/// <summary>A silo as a separate process. Over HTTP it only reports its health.</summary>
internal static class SiloProgram
{
    public static Task<int> RunAsync(string[] args, TextWriter error) => ReviewsSilo.RunAsync(() => Build(args), error);

    private static WebApplication Build(string[] args)
    {
        // Settings are next to the program, wherever it is started.
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = SiloSettings.Read(builder.Configuration);
        builder.AddLogLimits();
        builder.AddReviewsTelemetry("reviews-silo");
        builder.AddReviewsSilo(settings);
        builder.Services.AddNodeReports();
        builder.AddSiloHealth();

        var app = builder.Build();
        app.MapSiloHealth();
        return app;
    }
}
