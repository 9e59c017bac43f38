using Microsoft.Extensions.Options;
using Reviews.Telemetry;
using Reviews.Telemetry.Nodes;

namespace Reviews.Silo;

/// <summary>A silo as a process of its own. Over HTTP it says how it is, and no more.</summary>
internal static class SiloProgram
{
    /// <summary>Exit code of a process that can't run as it was asked to.</summary>
    private const int Refused = 2;

    public static async Task<int> RunAsync(string[] args, TextWriter error)
    {
        try
        {
            await using var app = Build(args);
            return await app.RunOnStoreAsync(error);
        }
        catch (Exception exception) when (exception is ConfigurationRefusedException or OptionsValidationException)
        {
            await error.WriteLineAsync(exception.Message);
            return Refused;
        }
    }

    private static WebApplication Build(string[] args)
    {
        // Settings stand beside the program, wherever it is started.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddReviewsTelemetry("reviews-silo");
        builder.AddReviewsSilo(SiloSettings.Read(builder.Configuration));
        builder.Services.AddNodeReports();
        builder.AddSiloHealth();

        var app = builder.Build();
        app.MapSiloHealth();
        return app;
    }
}
