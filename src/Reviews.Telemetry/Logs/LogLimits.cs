using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reviews.Telemetry.Logs;

/// <summary>Keeps the log readable when everything fails at once.</summary>
public static class LogLimits
{
    /// <summary>
    /// Limits how often one failure is logged. Call it first, so that it stops last and reports everything that was dropped.
    /// </summary>
    public static IHostApplicationBuilder AddLogLimits(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var limit = new FailureLogLimit();
        builder.Logging.AddSampler(limit);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(limit);
        builder.Services.AddHostedService<FailureLogTeller>();
        return builder;
    }
}
