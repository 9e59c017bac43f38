using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Reviews.Application.Members.Emails;
using Reviews.Application.Members.Joining;
using Reviews.Application.Members.AccountMail;
using Reviews.Application.Members.Names;
using Reviews.Application.Members.Operators;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.Passwords;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.Recovery;
using Reviews.Application.Members.Roles;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Members.TwoFactor;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members;

/// <summary>Identity's accounts, cookies and tokens over the members' grains.</summary>
internal static class AccountServices
{
    /// <summary>The policy for what only operators may do.</summary>
    public const string OperatorsOnly = "operators";

    /// <summary>The same for pages: anyone not signed in by cookie is sent to the sign-in page.</summary>
    public const string OperatorPages = "operator pages";

    /// <summary>The policy for what only editors may do. Running the site does not make anyone an editor.</summary>
    public const string EditorsOnly = "editors";

    /// <summary>The same for pages: anyone not signed in by cookie is sent to the sign-in page.</summary>
    public const string EditorPages = "editor pages";

    /// <summary>The policy for what only moderators may do.</summary>
    public const string ModeratorsOnly = "moderators";

    /// <summary>The same for pages: anyone not signed in by cookie is sent to the sign-in page.</summary>
    public const string ModeratorPages = "moderator pages";

    /// <summary>Pages of a member's own account; anyone not signed in by cookie is sent to the sign-in page.</summary>
    public const string MemberPages = "member pages";

    /// <summary>How long the links in our emails are valid: 1 day.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromDays(1);

    public static IServiceCollection AddAccounts(this IServiceCollection services, AccountOptions accounts, OperatorOptions first)
    {
        services.TryAddScoped<IPasswordHasher<Member>, NormalizingPasswordHasher>();   // before Identity offers its own
        services.AddIdentityApiEndpoints<Member>().AddUserStore<MemberStore>().AddErrorDescriber<MemberErrors>()
            .AddUserManager<MemberManager>().AddSignInManager<MemberSignIn>()
            .AddTokenProvider<AuthenticatorCodes>(TokenOptions.DefaultAuthenticatorProvider);
        services.RemoveAll<IPasswordValidator<Member>>().AddScoped<IPasswordValidator<Member>, PasswordRuleValidator>();
        services.AddScoped<IUserValidator<Member>, EmailValidator>();
        services.AddSingleton<ILookupNormalizer, EmailNormalizer>();
        services.Configure<DataProtectionTokenProviderOptions>(links => links.TokenLifespan = LinkLifetime);
        services.Configure<IdentityOptions>(DropTokensOverPhoneAndMail);
        services.Configure<IdentityOptions>(identity => identity.SignIn.RequireConfirmedEmail = accounts.ConfirmedOnly);
        services.Configure<IdentityOptions>(identity => identity.User.AllowedUserNameCharacters = "");   // the e-mail has rules of its own
        // so that it can say whose it is
        services.Configure<IdentityPasskeyOptions>(passkeys => passkeys.ResidentKeyRequirement = "required");
        // A browser that does not need a code loses that as soon as the account has another stamp.
        services.Configure<SecurityStampValidatorOptions>(stamps => stamps.ValidationInterval = TimeSpan.Zero);
        services.AddTransient<IEmailSender<Member>, IdentityEmailSender>();
        services.AddScoped<AccountMailer>();
        services.AddSingleton<NameRules>();
        services.AddScoped<RenameService>();
        services.AddScoped<RoleChanges>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddScoped<MemberSessions>();
        services.AddScoped<ForcedSignOut>();
        services.AddScoped<KnownDevices>();
        services.AddScoped<SecretTries>();
        services.AddScoped<FreshProof>();
        services.AddScoped<PasswordRecovery>();
        services.AddSingleton(accounts).AddSingleton(first);
        services.AddScoped<Registration>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<FirstOperator>();
        services.AddScoped<IClaimsTransformation, MemberStampValidator>();
        services.AddTransient<IPolicyEvaluator, MemberPolicyEvaluator>();
        services.AddAuthorizationBuilder()
            .AddPolicy(OperatorsOnly, policy => policy.RequireAuthenticatedUser().RequireRole(MemberRoles.Operator))
            .AddPolicy(EditorsOnly, policy => policy.RequireAuthenticatedUser().RequireRole(MemberRoles.Editor))
            .AddPolicy(
                EditorPages, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(MemberRoles.Editor))
            .AddPolicy(ModeratorsOnly, policy => policy.RequireAuthenticatedUser().RequireRole(MemberRoles.Moderator))
            .AddPolicy(
                ModeratorPages, policy =>
                    policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(MemberRoles.Moderator))
            .AddPolicy(
                MemberPages, policy => policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser())
            .AddPolicy(
                OperatorPages, policy =>
                    policy.AddAuthenticationSchemes(IdentityConstants.ApplicationScheme).RequireRole(MemberRoles.Operator));
        services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = "/account/login";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.Events.OnRedirectToAccessDenied = Forbid;
            var lead = cookie.Events.OnRedirectToLogin;
            cookie.Events.OnRedirectToLogin = context => lead(WithoutHost(context));
            // the standing check asks each time, and Identity's would drop the session
            cookie.Events.OnValidatePrincipal = _ => Task.CompletedTask;
            cookie.ExpireTimeSpan = MemberSession.IdleLimit;
        });
        services.AddAntiforgery();
        services.Configure<BearerTokenOptions>(IdentityConstants.BearerScheme, ReadHubTokens);
        services.AddSingleton<OperatorSetup>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorSetup>());
        return services;
    }

    /// <summary>
    /// The second factor is an authenticator. Identity asks all providers whether they could do it too, and that of phones for a number
    /// that we don't keep.
    /// </summary>
    private static void DropTokensOverPhoneAndMail(IdentityOptions identity)
    {
        identity.Tokens.ProviderMap.Remove(TokenOptions.DefaultPhoneProvider);
        identity.Tokens.ProviderMap.Remove(TokenOptions.DefaultEmailProvider);
    }

    /// <summary>A plain 403, to which the status pages give their text; by default a page that we don't have is redirected to.</summary>
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>To the path alone: the address that the cookies' own code makes begins with the host that the request named.</summary>
    private static RedirectContext<CookieAuthenticationOptions> WithoutHost(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.RedirectUri = new Uri(context.RedirectUri).PathAndQuery;
        return context;
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
