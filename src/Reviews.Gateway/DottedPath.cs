using Microsoft.AspNetCore.Http.Features;
using Reviews.Api.Http;

namespace Reviews.Gateway;

/// <summary>Refuses paths with the segments <c>.</c> and <c>..</c> as the APIs do.</summary>
/// <remarks>They would not see them any more: the front's own server has taken them out of the path that it hands on.</remarks>
internal static class DottedPath
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!DottedTarget.Is(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)) return next(context);
        return TypedResults.Problem(DottedTarget.Refusal, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
    }
}
