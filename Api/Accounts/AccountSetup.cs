using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Reviews.Api.Accounts.Operators;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Quotas;

namespace Reviews.Api.Accounts;

/// <summary>Identity's accounts, cookies and tokens over the members' grains.</summary>
internal static class AccountSetup
{
    /// <summary>The policy of what operators only may do.</summary>
    public const string OperatorsOnly = "operators";

    /// <summary>The same for pages: who is not signed in by cookie is led to sign-in.</summary>
    public const string OperatorPages = "operator pages";

    /// <summary>Pages of a member's own account; who is not signed in by cookie is led to sign-in.</summary>
    public const string MemberPages = "member pages";

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityApiEndpoints<Member>().AddUserStore<MemberStore>().AddUserValidator<EmailLengthValidator>();
        services.AddSingleton<AccountNames>();
        services.AddScoped<IClaimsTransformation, StandingCheck>();
        services.AddTransient<IPolicyEvaluator, StandingPolicyEvaluator>();
        services.AddAuthorizationBuilder()
            .AddPolicy(OperatorsOnly, policy => policy.RequireAuthenticatedUser().RequireRole(MemberRoles.Operator))
            .AddPolicy(MemberPages, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser())
            .AddPolicy(OperatorPages, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(MemberRoles.Operator));
        services.ConfigureApplicationCookie(cookie => cookie.Events.OnRedirectToAccessDenied = Forbid);
        services.AddAntiforgery();
        services.Configure<BearerTokenOptions>(IdentityConstants.BearerScheme, ReadHubTokens);
        services.AddSingleton<OperatorSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorSetup>());
        return services;
    }

    public static RouteGroupBuilder MapAccounts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/account").WithTags("Accounts");
        group.MapIdentityApi<Member>().Add(LimitRegistrations);
        group.MapPost("/logout", SignOutAsync).RequireAuthorization().WithSummary("Ends the cookie's session; a token is simply dropped.");
        routes.MapOperatorSetup();
        return group;
    }

    private static async Task<Ok> SignOutAsync(SignInManager<Member> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.Ok();
    }

    /// <summary>A plain 403, to which the status pages give their text; by default a page that we don't have is redirected to.</summary>
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static void LimitRegistrations(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: "/api/account/register" })
            endpoint.Metadata.Add(new EnableRateLimitingAttribute(QuotaSetup.Registrations));
    }

    /// <summary>A browser can't set a header on a WebSocket, so SignalR puts the token into the query.</summary>
    private static void ReadHubTokens(BearerTokenOptions bearer) => bearer.Events.OnMessageReceived = received =>
    {
        if (received.HttpContext.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase)
            && received.Request.Query["access_token"] is [{ Length: > 0 } token])
        {
            received.Token = token;
        }

        return Task.CompletedTask;
    };
}
