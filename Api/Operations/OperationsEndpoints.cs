using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Operations;

namespace Reviews.Api.Operations;

/// <summary>The state of the cluster, for operators and their tools.</summary>
internal static class OperationsEndpoints
{
    public static RouteGroupBuilder MapOperations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin/ops").WithTags("Operators").RequireAuthorization(AccountServices.OperatorsOnly);
        group.MapGet("", GetAsync).WithSummary("The processes of the cluster, what they do, and grains in memory by kind.");
        return group;
    }

    private static async Task<Ok<OperationsView>> GetAsync(OperationsReader reader, HttpContext context)
    {
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(await reader.ReadAsync(context.RequestAborted));
    }
}
