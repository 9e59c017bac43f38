using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Live.Tests.Fixtures;

/// <summary>Meters for parts that count, where nobody collects.</summary>
internal static class Meters
{
    public static IMeterFactory Unheard { get; } = new ServiceCollection().AddMetrics().BuildServiceProvider()
        .GetRequiredService<IMeterFactory>();
}
