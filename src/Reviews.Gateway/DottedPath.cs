using Microsoft.AspNetCore.Http.Features;
using Reviews.Api.Http;

namespace Reviews.Gateway;

/// <summary>Refuses paths with the segments <c>.</c> and <c>..</c> as the APIs do.</summary>
/// <remarks>The APIs would no longer see them: the gateway's own server has removed them from the path it forwards.</remarks>
internal static class DottedPath
{
    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!DottedTarget.Is(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)) return next(context);
        return TypedResults.Problem(DottedTarget.Refusal, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
    }
}
