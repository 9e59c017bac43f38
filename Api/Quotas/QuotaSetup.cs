using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Reviews.Api.Problems;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Quotas;

/// <summary>Quotas of an address, shared by all nodes: over one, the answer is 429 with Retry-After.</summary>
internal static class QuotaSetup
{
    /// <summary>The policy of endpoints that make accounts.</summary>
    public const string Registrations = "registrations";

    /// <summary>The policy of what tries a secret.</summary>
    public const string SignIns = "sign-ins";

    /// <summary>The policy of what sends a mail.</summary>
    public const string Mails = "mails";

    public static IServiceCollection AddQuotas(this IServiceCollection services)
    {
        services.AddOptions<QuotaOptions>().BindConfiguration(QuotaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MemberQuotas>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<QuotaOptions>, IServiceProvider>(Configure);
        return services;
    }

    /// <summary>Before authentication: the address is all that is asked for, and a call over the quota must not reach a member's grain.</summary>
    public static WebApplication UseQuotas(this WebApplication app)
    {
        app.UseRateLimiter();
        return app;
    }

    private static void Configure(RateLimiterOptions limiter, IOptions<QuotaOptions> options, IServiceProvider services)
    {
        var quotas = options.Value;
        limiter.OnRejected = RejectAsync;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => quotas.Enabled
            ? Limit(services, "requests", context, quotas.RequestsPerMinute, TimeSpan.FromMinutes(1), fetchAll: false)
            : RateLimitPartition.GetNoLimiter(""));

        Add(Registrations, quotas.RegistrationsPerHour, TimeSpan.FromHours(1));
        Add(SignIns, quotas.SignInsPerMinute, TimeSpan.FromMinutes(1));
        Add(Mails, quotas.MailsPerHour, TimeSpan.FromHours(1));

        // Looking at the page with the form does none of these.
        void Add(string policy, int permits, TimeSpan window) => limiter.AddPolicy(policy, context =>
            quotas.Enabled && HttpMethods.IsPost(context.Request.Method)
                ? Limit(services, policy, context, permits, window, fetchAll: true)
                : RateLimitPartition.GetNoLimiter(""));
    }

    private static RateLimitPartition<string> Limit(
        IServiceProvider services, string quota, HttpContext context, int permits, TimeSpan window, bool fetchAll) =>
        RateLimitPartition.Get(AddressOf(context), address => ActivatorUtilities.CreateInstance<SharedQuota>(
            services, services.GetRequiredService<IGrainFactory>().GetGrain<IQuotaGrain>($"{quota}/{address}"), permits, window, fetchAll));

    /// <summary>An IPv6 subscriber has a whole /64 to send from, so that counts as one address.</summary>
    private static string AddressOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetworkV6 ? NetworkOf(address) : address).ToString();
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static async ValueTask RejectAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : TimeSpan.FromMinutes(1);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Refusals.SayWhen(http.Response, wait);
        if (MachinePaths.Covers(http.Request.Path))
            await http.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new() { HttpContext = http });
    }
}
