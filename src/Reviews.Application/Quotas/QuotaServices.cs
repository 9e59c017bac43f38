using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Reviews.Application.Http;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Quotas;

/// <summary>Quotas of an address, shared by all nodes: over one, the answer is 429 with Retry-After.</summary>
internal static class QuotaServices
{
    /// <summary>The quota of every request.</summary>
    public const string Requests = "requests";

    /// <summary>The policy for endpoints that create accounts.</summary>
    public const string Registrations = "registrations";

    /// <summary>The policy for endpoints that try a secret.</summary>
    public const string SignIns = "sign-ins";

    /// <summary>The policy for endpoints that send email.</summary>
    public const string Mails = "mails";

    public static IServiceCollection AddQuotas(this IServiceCollection services)
    {
        services.AddSingleton<MemberQuotas>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<QuotaOptions>, IServiceProvider>(Configure);
        return services;
    }

    /// <summary>
    /// Before authentication: only the address is needed, and a call over the quota must not reach a member's grain.
    /// </summary>
    public static WebApplication UseQuotas(this WebApplication app)
    {
        app.UseRateLimiter();
        return app;
    }

    /// <summary>Outside all that answers, so that every answer of the API says what it counted against.</summary>
    public static WebApplication UseQuotaHeaders(this WebApplication app)
    {
        app.UseMiddleware<QuotaHeaders>();
        return app;
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<QuotaOptions> options, IServiceProvider services)
    {
        var quotas = options.Value;
        limiter.OnRejected = RejectAsync;
        var requests = QuotaPolicy.Requests(quotas);
        limiter.GlobalLimiter = new ToldLimiter(
            PartitionedRateLimiter.Create<HttpContext, string>(context => quotas.Enabled
                ? Limit(services, requests, context, fetchAll: false)
                : RateLimitPartition.GetNoLimiter("")),
            requests);

        foreach (var policy in new[] { QuotaPolicy.Registrations(quotas), QuotaPolicy.SignIns(quotas), QuotaPolicy.Mails(quotas) })
        {
            limiter.AddPolicy(policy.Name, context => quotas.Enabled && QuotaPolicy.IsCounted(context)
                ? Limit(services, policy, context, fetchAll: true)
                : RateLimitPartition.GetNoLimiter(""));
        }
    }

    private static RateLimitPartition<string> Limit(IServiceProvider services, QuotaPolicy policy, HttpContext context, bool fetchAll) =>
        RateLimitPartition.Get(ClientNetwork.Of(context), address =>
        {
            var quota = services.GetRequiredService<IGrainFactory>().GetGrain<IQuotaGrain>($"{policy.Name}/{address}");
            return ActivatorUtilities.CreateInstance<SharedQuota>(services, quota, policy.Permits, policy.Window, fetchAll);
        });

    private static QuotaOptions QuotasOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<QuotaOptions>>().Value;

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromMinutes(1);
        if (http.Features.Get<QuotaLeft>() is { IsRefused: false } && QuotaPolicy.Of(http, QuotasOf(http)) is { } policy)
            QuotaLeft.Note(http, policy, rejected.Lease);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        RetryAfterHeader.Set(http.Response, wait);
        if (MachinePaths.Covers(http.Request.Path))
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http });
    }
}
