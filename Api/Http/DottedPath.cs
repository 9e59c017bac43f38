using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Reviews.Api.Problems;

namespace Reviews.Api.Http;

/// <summary>Refuses paths with the segments <c>.</c> and <c>..</c> before anything is routed.</summary>
/// <remarks>
/// The server takes such segments out of the path before we see it, so that <c>DELETE /api/me/imports/..</c> would erase the account.
/// Browsers and clients remove them before sending; anyone who sends them anyway did not mean the address that would be left.
/// </remarks>
internal sealed class DottedPath(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // The page for this refusal is the same request run again.
        var isRefused = context.Features.Get<IStatusCodeReExecuteFeature>() is null
            && DottedTarget.Is(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return isRefused ? ApiProblems.AnswerAsync(context, StatusCodes.Status404NotFound, DottedTarget.Refusal) : next(context);
    }
}
