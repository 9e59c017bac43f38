using Reviews.Application.Http;

namespace Reviews.Api.Problems;

/// <summary>
/// Every failure that an app runs into is problem+json: from routing, binding, sign-in, limits and code, in every environment.
/// </summary>
internal static class ProblemServices
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.AddSingleton<IProblemDetailsWriter, ApiProblemWriter>();   // before the framework's: the first that can write does
        services.AddProblemDetails();
        services.AddExceptionHandler<FreshProofProblems>();   // these two before the one that answers everything
        services.AddExceptionHandler<OutboxProblems>();
        services.AddExceptionHandler<ExceptionProblems>();

        // In Development a body that does not bind would be thrown, and shown with its stack.
        services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = false);

        // A null where a text must stand, or one name twice, is a malformed body and not a surprise inside a handler.
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.AllowDuplicateProperties = false;
            json.SerializerOptions.Converters.Add(new UtcTimeConverter());
        });
        return services;
    }

    public static WebApplication UseProblems(this WebApplication app)
    {
        // Outside the exception handler, so that a bare 500 of a page gets its text too.
        app.UseWhen(context => MachinePaths.Covers(context.Request.Path), machine => machine.UseStatusCodePages());
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase),
            hubs => hubs.UseMiddleware<HubProblemFilter>());
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask, SuppressDiagnosticsCallback = _ => true });
        return app;
    }
}
