using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Reviews.Application.Members.SignIn;

/// <summary>
/// A write that a cookie signs must show that a page of ours sent it: by antiforgery token or by <c>Sec-Fetch-Site: same-origin</c>.
/// </summary>
/// <remarks>
/// Tokens in the Authorization header are sent by programs on purpose and need neither. Razor Pages check their forms themselves.
/// </remarks>
internal sealed class CookieWriteCheck(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>Antiforgery's default.</summary>
    private const string TokenHeader = "RequestVerificationToken";

    public async Task InvokeAsync(HttpContext context)
    {
        if (NeedsProof(context) && !SameOrigin.IsSaid(context.Request) && !await HasTokenAsync(context))
        {
            await Refusal().ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static bool NeedsProof(HttpContext context) =>
        !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method)
        && !HttpMethods.IsOptions(context.Request.Method)
        && context.GetEndpoint() is not null && context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        // a cookie that signs nobody in proves and spoils nothing
        && context.User.Identity?.IsAuthenticated == true && Caller.IsByCookie(context);

    /// <summary>The API takes no forms, so the token comes in its header; without it antiforgery would read the body as one.</summary>
    private async Task<bool> HasTokenAsync(HttpContext context) =>
        context.Request.Headers.ContainsKey(TokenHeader) && await antiforgery.IsRequestValidAsync(context);

    private static ProblemHttpResult Refusal() => TypedResults.Problem(
        "A write signed in by cookie needs the antiforgery token, or Sec-Fetch-Site: same-origin.",
        statusCode: StatusCodes.Status400BadRequest);
}
