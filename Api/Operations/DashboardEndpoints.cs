using Orleans.Dashboard;
using Reviews.Application.Http;
using Reviews.Application.Members;

namespace Reviews.Api.Operations;

/// <summary>
/// Orleans' own dashboard, for operators' browsers, at <see cref="Path"/>. Its figures come from every silo, wherever this process is.
/// </summary>
internal static class DashboardEndpoints
{
    public const string Path = "/ops/dashboard";

    /// <summary>
    /// Shows any grain's state: the keys that encrypt cookies, members' password hashes. Operators run the site, but must not see
    /// those.
    /// </summary>
    private const string GrainState = Path + "/GrainState";

    /// <remarks>
    /// It is set up for whoever asks for it first: it then compresses and keeps some 20 MB of files, which most nodes never need.
    /// </remarks>
    public static void MapDashboard(this IEndpointRouteBuilder routes)
    {
        var dashboard = new Lazy<RequestDelegate>(() => Build(routes.ServiceProvider));
        ForOperators(routes.MapGet(Path + "/{**rest}", context => ServeAsync(context, dashboard)));
    }

    /// <summary>The dashboard's own routes.</summary>
    public static void MapDashboardItself(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapOrleansDashboard(Path);
        ForOperators(group);
        group.AddEndpointFilter(WithholdStateAsync);
    }

    private static void ForOperators(IEndpointConventionBuilder route) =>
        route.RequireAuthorization(AccountServices.OperatorPages).ExcludeFromDescription().WithMetadata(ForeignContent.Here);

    private static RequestDelegate Build(IServiceProvider services)
    {
        var dashboard = new ApplicationBuilder(services);
        dashboard.UseRouting();
        dashboard.UseEndpoints(routes => routes.MapDashboardItself());
        return dashboard.Build();
    }

    private static Task ServeAsync(HttpContext context, Lazy<RequestDelegate> dashboard)
    {
        context.SetEndpoint(null);   // its own is to be found
        return dashboard.Value(context);
    }

    private static ValueTask<object?> WithholdStateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(GrainState, StringComparison.OrdinalIgnoreCase)
            ? ValueTask.FromResult<object?>(
                TypedResults.Problem("The state of grains is not shown here.", statusCode: StatusCodes.Status403Forbidden))
            : next(context);
}
