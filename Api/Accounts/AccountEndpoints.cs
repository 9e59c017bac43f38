using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Application.Members;
using Reviews.Application.Quotas;

namespace Reviews.Api.Accounts;

/// <summary>The addresses of accounts: Identity's, and ours before some of them.</summary>
internal static class AccountEndpoints
{
    public static RouteGroupBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/account").WithTags("Accounts");
        var identity = group.MapIdentityApi<Member>();
        identity.Add(Hide);
        identity.Add(Limit);
        identity.Add(CheckChanges);
        group.MapPost("/logout", SignOutAsync).RequireAuthorization()
            .WithSummary("Ends the session: cookie, access token and refresh token.");
        InPlace(group.MapPost("/register", RegistrationEndpoint.RegisterAsync)).WithSummary("Creates an account.");
        InPlace(group.MapPost("/refresh", RefreshEndpoint.RefreshAsync)).WithSummary("New tokens for a refresh token, which works once.");
        InPlace(group.MapPost("/resendConfirmationEmail", ConfirmationEndpoint.ResendAsync))
            .WithSummary("Sends the link that confirms an email again.");
        InPlace(group.MapPost("/forgotPassword", RecoveryEndpoints.ForgotAsync)).WithSummary("Sends a code for a new password.");
        InPlace(group.MapPost("/resetPassword", RecoveryEndpoints.ResetAsync)).WithSummary("Sets a new password with the code.");
        InPlace(group.MapPost("/manage/2fa", TwoFactorEndpoint.ManageAsync)).RequireAuthorization().WithSummary("Two-factor sign-in.");
        group.MapProof();
        routes.MapOperatorSetup();
        routes.MapRoles();
        return group;
    }

    /// <summary>Before Identity's endpoint of the same address.</summary>
    private static RouteHandlerBuilder InPlace(RouteHandlerBuilder endpoint)
    {
        endpoint.WithOrder(-1).Add(Limit);
        return endpoint;
    }

    /// <summary>Endpoints of Identity's that ours replace are left out of the description.</summary>
    private static void Hide(EndpointBuilder endpoint)
    {
        if (RouteOf(endpoint) is "/api/account/register" or "/api/account/refresh" or "/api/account/resendConfirmationEmail"
            or "/api/account/forgotPassword" or "/api/account/resetPassword" or "/api/account/manage/2fa")
            endpoint.Metadata.Add(new ExcludeFromDescriptionAttribute());
    }

    private static string? RouteOf(EndpointBuilder endpoint) => (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText;

    private static async Task<Ok> SignOutAsync(SignInManager<Member> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.Ok();
    }

    /// <summary>Identity's endpoints that create accounts, try secrets or send mail.</summary>
    private static void Limit(EndpointBuilder endpoint)
    {
        var quota = RouteOf(endpoint) switch
        {
            "/api/account/register" => QuotaServices.Registrations,
            "/api/account/login" or "/api/account/resetPassword" or "/api/account/manage/2fa" => QuotaServices.SignIns,
            "/api/account/forgotPassword" or "/api/account/resendConfirmationEmail" or "/api/account/manage/info" => QuotaServices.Mails,
            _ => null,
        };
        if (quota is not null) endpoint.Metadata.Add(new EnableRateLimitingAttribute(quota));
    }

    private static void CheckChanges(EndpointBuilder endpoint)
    {
        if (RouteOf(endpoint) == "/api/account/manage/info")
            endpoint.FilterFactories.Add((_, next) => call => AccountInfoFilter.InvokeAsync(call, next));
    }
}
