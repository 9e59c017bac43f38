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

    public static RouteGroupBuilder MapDashboard(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapOrleansDashboard(Path);
        group.RequireAuthorization(AccountServices.OperatorPages).ExcludeFromDescription().WithMetadata(ForeignContent.Here);
        group.AddEndpointFilter(WithholdStateAsync);
        return group;
    }

    private static ValueTask<object?> WithholdStateAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Request.Path.StartsWithSegments(GrainState, StringComparison.OrdinalIgnoreCase)
            ? ValueTask.FromResult<object?>(
                TypedResults.Problem("The state of grains is not shown here.", statusCode: StatusCodes.Status403Forbidden))
            : next(context);
}
