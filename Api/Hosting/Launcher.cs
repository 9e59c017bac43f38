using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Reviews.Silo;
using Spectre.Console;

namespace Reviews.Api.Hosting;

/// <summary>Starts the application, and says in one line why it can't start.</summary>
internal static class Launcher
{
    /// <summary>The exit code of a process that can't run as it was asked to.</summary>
    private const int Refused = 2;

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // Settings and sample stand beside the program; another content root may hold the pages' files.
        var elsewhere = args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase));
        return WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = elsewhere ? null : AppContext.BaseDirectory });
    }

    public static async Task<int> RunAsync(Func<WebApplication> build, TextWriter error)
    {
        try
        {
            await using var app = build();
            return await app.RunOnStoreAsync(error);
        }
        catch (Exception exception) when (RefusalOf(exception) is { } sentences)
        {
            await error.WriteLineAsync(sentences);
            return Refused;
        }
    }

    /// <summary>What is wrong with what was asked, a sentence a line; null when something else went wrong.</summary>
    private static string? RefusalOf(Exception exception) => exception switch
    {
        ConfigurationRefusedException refused => refused.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        IOException { InnerException: AddressInUseException } inUse => inUse.Message,
        _ => null,
    };

    /// <summary>What the whole process stands on: limits, clock, console, and the grains.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder, ReviewsOptions options)
    {
        builder.Services.AddSingleton(options);
        builder.Services.TryAddSingleton(AnsiConsole.Console);
        return builder.AddServerLimits().AddDrain().AddCluster(options.Silo);
    }
}
