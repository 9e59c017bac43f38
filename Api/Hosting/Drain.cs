namespace Reviews.Api.Hosting;

/// <summary>Closes connections before the server stops, so that nobody sends a request into one that is being closed.</summary>
/// <remarks>A kept-alive connection that is closed while the client's next request is on its way loses that request. So for a while every
/// answer says <c>Connection: close</c>; anyone in the middle of many calls has received such an answer by the time the server stops. And
/// the process is not ready any more, so that a balancer sends no new ones.</remarks>
internal sealed class Drain(ReviewsOptions options, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>Alone there is no balancer to wait for: 500 ms are enough for kept-alive connections.</summary>
    private static readonly TimeSpan Alone = TimeSpan.FromMilliseconds(500);

    /// <summary>Behind a balancer that asks for health every second: 3 s.</summary>
    private static readonly TimeSpan Balanced = TimeSpan.FromSeconds(3);

    private volatile bool _draining;

    /// <summary>Whether the process was asked to end.</summary>
    public bool IsDraining => _draining;

    /// <summary>The pipeline step that adds it.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (_draining && HttpProtocol.IsHttp11(context.Request.Protocol)) context.Response.Headers.Connection = "close";
        return next(context);
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _draining = true;
        return Task.Delay(options.Drain ?? (options.Silo.IsElsewhere ? Balanced : Alone), time, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Registers the drain.</summary>
internal static class DrainServices
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
