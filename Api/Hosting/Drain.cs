namespace Reviews.Api.Hosting;

/// <summary>Lets connections go before the server stops, so that nobody sends a request into one that is being closed.</summary>
/// <remarks>A kept-alive connection that is closed while the client's next request is on its way loses that request. So for a moment every
/// answer says <c>Connection: close</c>; whoever is in the middle of many calls has had such an answer when the server stops.</remarks>
internal sealed class Drain(TimeProvider time) : IHostedLifecycleService
{
    /// <summary>Answers within this time say that they are the last on their connection: 500 ms.</summary>
    private static readonly TimeSpan Time = TimeSpan.FromMilliseconds(500);

    private volatile bool _draining;

    /// <summary>The step of the pipeline that says it.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_draining && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        return next(context);
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _draining = true;
        return Task.Delay(Time, time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers the drain.</summary>
internal static class DrainSetup
{
    public static WebApplicationBuilder AddDrain(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(services => services.GetRequiredService<Drain>());
        return builder;
    }

    public static IApplicationBuilder UseDrain(this IApplicationBuilder app)
    {
        var drain = app.ApplicationServices.GetRequiredService<Drain>();
        return app.Use(next => context => drain.InvokeAsync(context, next));
    }
}
