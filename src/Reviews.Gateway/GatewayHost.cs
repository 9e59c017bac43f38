using Microsoft.AspNetCore.Connections;

namespace Reviews.Gateway;

/// <summary>The gateway as a program.</summary>
internal static class GatewayHost
{
    /// <summary>Where it listens by default.</summary>
    public const string DefaultAddress = "http://127.0.0.1:5080";

    /// <summary>The gateway for these APIs, not started yet.</summary>
    /// <param name="address">Where it listens.</param>
    /// <param name="apis">The APIs it forwards requests to.</param>
    /// <param name="callTimeout">How long a call may take; null for <see cref="GatewayLimits.CallTimeout"/>.</param>
    public static WebApplication Build(string address, IEnumerable<Uri> apis, TimeSpan? callTimeout = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = ["--urls", address], ContentRootPath = AppContext.BaseDirectory });

        // An API that is down fails two health checks a second, which is not worth logging.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Yarp", LogLevel.Error);
        return builder.AddGateway(apis, callTimeout ?? GatewayLimits.CallTimeout).Build().MapGateway();
    }

    /// <summary>Starts listening.</summary>
    /// <returns>What is wrong with the address; null if nothing is.</returns>
    public static async Task<string?> OpenAsync(this WebApplication front)
    {
        try
        {
            await front.StartAsync();
            return null;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            return taken.Message;
        }
    }
}
