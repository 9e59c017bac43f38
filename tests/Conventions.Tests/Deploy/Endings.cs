using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Conventions.Tests.Deploy;

/// <summary>How long our processes may take to end, read from the programs.</summary>
internal static class Endings
{
    public static TimeSpan Drain { get; } = Of("Reviews.Api", "Reviews.Api.Hosting.Drain", "Balanced");

    /// <summary>The drain, and what the host waits after it.</summary>
    public static TimeSpan Api { get; } = Drain + Of("Reviews.Api", "Reviews.Api.Hosting.ServerLimits", "ShutdownTimeout");

    /// <summary>The framework's own.</summary>
    public static TimeSpan Silo { get; } = new HostOptions().ShutdownTimeout;

    public static TimeSpan Front { get; } = Of("Reviews.Gateway", "Reviews.Gateway.GatewayLimits", "ShutdownTimeout");

    private static TimeSpan Of(string room, string type, string field) => (TimeSpan)House.Assembly(room).GetType(type, throwOnError: true)!
        .GetField(field, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(null)!;
}
