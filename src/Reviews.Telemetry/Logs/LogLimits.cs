using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reviews.Telemetry.Logs;

/// <summary>Keeps the log readable when everything fails at once.</summary>
public static class LogLimits
{
    /// <summary>Limits how often one failure is told. Call it first: what ends after it tells what it has left out.</summary>
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
