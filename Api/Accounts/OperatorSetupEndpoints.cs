using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.Operators;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Accounts;

/// <summary>The one-time link: a bare form for a browser, and the same as JSON. The token is the proof; nothing else is asked.</summary>
internal static class OperatorSetupEndpoints
{
    /// <summary>Where the link leads.</summary>
    public static string LinkAt(string address, string token) => $"{address.TrimEnd('/')}/account/setup?token={token}";

    public static IEndpointRouteBuilder MapOperatorSetup(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account/setup", ShowFormAsync).ExcludeFromDescription().WithMetadata(StampCheck.NotHere);
        routes.MapPost("/account/setup", PostFormAsync).ExcludeFromDescription().WithMetadata(StampCheck.NotHere);
        routes.MapPost("/api/account/setup", PostJsonAsync).WithTags("Accounts").WithMetadata(StampCheck.NotHere)
            .WithSummary("Creates the first operator, with the token of the link that the server printed.")
            .Reads(typeof(SetupRequest));
        return routes;
    }

    private static async Task<Results<ContentHttpResult, NotFound>> ShowFormAsync(string? token, OperatorSetup setup) =>
        await setup.IsOpenForAsync(token) ? Page(SetupPage.Form([])) : TypedResults.NotFound();

    private static async Task<Results<ContentHttpResult, NotFound>> PostFormAsync(string? token, HttpRequest request, OperatorSetup setup)
    {
        if (!await setup.IsOpenForAsync(token)) return TypedResults.NotFound();
        var form = await FormBody.ReadAsync(request, request.HttpContext.RequestAborted);
        var email = form["email"].ToString();
        var result = await setup.CompleteAsync(token, email, form["password"].ToString());
        if (result is null) return TypedResults.NotFound();
        return Page(result.Succeeded ? SetupPage.Done : SetupPage.Form(AccountMessages.Reasons(result), email));
    }

    private static async Task<Results<Ok, ProblemHttpResult, ValidationProblem>> PostJsonAsync(HttpRequest request, OperatorSetup setup)
    {
        if (setup.Token is null) return Closed();
        var (body, refusal) = await JsonBody.ReadAsync<SetupRequest>(request);
        if (body is null) return refusal!;
        var result = await setup.CompleteAsync(body.Token, body.Email, body.Password);
        if (result is null) return Closed();
        return result.Succeeded ? TypedResults.Ok() : ApiProblems.Invalid(AccountMessages.ByCode(result));
    }

    private static ProblemHttpResult Closed() =>
        TypedResults.Problem("There is no such set-up link, or it has been used.", statusCode: StatusCodes.Status404NotFound);

    private static ContentHttpResult Page(string html) => TypedResults.Content(html, "text/html; charset=utf-8");
}

/// <summary>The first operator's account.</summary>
internal sealed record SetupRequest
{
    /// <summary>The token of the printed link.</summary>
    public required string Token { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }
}
