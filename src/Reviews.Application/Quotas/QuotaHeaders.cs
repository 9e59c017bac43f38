using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Reviews.Application.Http;

namespace Reviews.Application.Quotas;

/// <summary>Tells apps which quotas an answer counted against, and what is left: <c>RateLimit-Policy</c> and <c>RateLimit</c> as the
/// IETF's draft
/// <c>draft-ietf-httpapi-ratelimit-headers</c> (10) writes them.</summary>
internal sealed class QuotaHeaders(RequestDelegate next, IOptions<QuotaOptions> options)
{
    private const string PolicyHeader = "RateLimit-Policy";
    private const string LeftHeader = "RateLimit";

    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.Enabled && MachinePaths.Covers(context.Request.Path)) context.Response.OnStarting(SetHeaders, context);
        return next(context);
    }

    private Task SetHeaders(object state)
    {
        var context = (HttpContext)state;
        var policies = new[] { QuotaPolicy.Requests(options.Value), QuotaPolicy.Of(context, options.Value) }.OfType<QuotaPolicy>();
        context.Response.Headers[PolicyHeader] = string.Join(", ", policies.Select(policy => policy.ToHeader()));
        if (context.Features.Get<QuotaLeft>() is { } left) context.Response.Headers[LeftHeader] = left.ToHeader();
        return Task.CompletedTask;
    }
}

/// <summary>A quota: a number of permits in a window.</summary>
internal sealed record QuotaPolicy(string Name, int Permits, TimeSpan Window)
{
    /// <summary>Requests of an address, which every call counts against.</summary>
    public static QuotaPolicy Requests(QuotaOptions quotas) =>
        new(QuotaServices.Requests, quotas.RequestsPerMinute, TimeSpan.FromMinutes(1));

    public static QuotaPolicy Registrations(QuotaOptions quotas) =>
        new(QuotaServices.Registrations, quotas.RegistrationsPerHour, TimeSpan.FromHours(1));

    public static QuotaPolicy SignIns(QuotaOptions quotas) => new(QuotaServices.SignIns, quotas.SignInsPerMinute, TimeSpan.FromMinutes(1));

    public static QuotaPolicy Mails(QuotaOptions quotas) => new(QuotaServices.Mails, quotas.MailsPerHour, TimeSpan.FromHours(1));

    /// <summary>The other quota that this call counts against; null when there is none.</summary>
    public static QuotaPolicy? Of(HttpContext context, QuotaOptions quotas) => !IsCounted(context) ? null
        : context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName switch
        {
            QuotaServices.Registrations => Registrations(quotas),
            QuotaServices.SignIns => SignIns(quotas),
            QuotaServices.Mails => Mails(quotas),
            _ => null,
        };

    /// <summary>Viewing the page with the form does nothing that is counted.</summary>
    public static bool IsCounted(HttpContext context) => HttpMethods.IsPost(context.Request.Method);

    public string ToHeader() => string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Permits};w={(long)Window.TotalSeconds}");
}

/// <summary>What is left of a quota.</summary>
/// <param name="Policy">The quota's name.</param>
/// <param name="Permits">How many more are certain to be accepted.</param>
/// <param name="ResetsIn">When all of them are there again at the latest; of a refusal when there is one again.</param>
/// <param name="IsRefused">Whether it was too few for this request.</param>
internal sealed record QuotaLeft(string Policy, long Permits, TimeSpan ResetsIn, bool IsRefused)
{
    /// <summary>Notes it for the answer.</summary>
    /// <param name="context">The request that was counted.</param>
    /// <param name="policy">The quota.</param>
    /// <param name="lease">What the quota's limiter answered.</param>
    public static void Note(HttpContext context, QuotaPolicy policy, RateLimitLease lease)
    {
        var left = lease.TryGetMetadata(QuotaLease.Left, out var told) ? told : 0;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : policy.Window;
        context.Features.Set(new QuotaLeft(policy.Name, left, wait, !lease.IsAcquired));
    }

    public string ToHeader() =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Policy}\";r={Permits};t={(long)Math.Ceiling(ResetsIn.TotalSeconds)}");
}

/// <summary>Notes what is left with every request that it counts.</summary>
internal sealed class ToldLimiter(PartitionedRateLimiter<HttpContext> limiter, QuotaPolicy policy) : PartitionedRateLimiter<HttpContext>
{
    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => limiter.GetStatistics(resource);

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount) =>
        Told(resource, limiter.AttemptAcquire(resource, permitCount));

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(
        HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        Told(resource, await limiter.AcquireAsync(resource, permitCount, cancellationToken));

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) limiter.Dispose();
    }

    private RateLimitLease Told(HttpContext context, RateLimitLease lease)
    {
        QuotaLeft.Note(context, policy, lease);
        return lease;
    }
}
