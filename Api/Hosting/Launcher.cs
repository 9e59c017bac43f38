using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Reviews.Hosting.Settings;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>The foundation of the whole process.</summary>
internal static class Launcher
{
    /// <summary>Only this machine can reach it there.</summary>
    private const string DefaultAddress = "http://127.0.0.1:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings, sample and the pages' files stand beside the program, wherever it is started.
        var elsewhere = args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase));
        return WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = elsewhere ? null : AppContext.BaseDirectory })
            .ListenByDefaultAt(DefaultAddress);
    }

    /// <summary>The foundation of the whole process: limits, clock, console, and the grains.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, ReviewsOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Silo);
        builder.Services.AddSingleton(Options.Create(options.Quotas));
        builder.Services.AddSingleton(Options.Create(options.Live));
        builder.Services.AddSingleton(Options.Create(options.Moderation));
        builder.Services.AddSingleton(Options.Create(options.Subscriptions));
        builder.Services.TryAddSingleton(AnsiConsole.Console);
        return builder.AddServerLimits().AddDrain().AddCluster(options.Silo);
    }
}
