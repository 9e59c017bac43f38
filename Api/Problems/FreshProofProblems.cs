using Microsoft.AspNetCore.Diagnostics;
using Reviews.Application.Http;
using Reviews.Application.Members.Proof;

namespace Reviews.Api.Problems;

/// <summary>Handles calls that lack a fresh proof: apps get a problem that says so, people get the page that asks for one.</summary>
internal sealed class FreshProofProblems(IProblemDetailsService problems) : IExceptionHandler
{
    /// <summary>The problem's type.</summary>
    public const string Type = "/problems/fresh-proof";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not FreshProofNeededException) return false;
        if (MachinePaths.Covers(httpContext.Request.Path))
        {
            httpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
            await problems.TryWriteAsync(new()
            {
                HttpContext = httpContext,
                ProblemDetails =
                    { Type = Type, Title = "Fresh proof needed", Detail = exception.Message, Status = StatusCodes.Status403Forbidden },
            });
        }
        else
        {
            httpContext.Response.Redirect("/account/proof" + QueryString.Create("returnUrl", httpContext.Request.Path));
        }

        return true;
    }
}
