using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Reviews.Api.Embed;

/// <summary>
/// What other sites' pages may read in their readers' browsers: a film's rating, now and live, anonymously.
/// </summary>
/// <remarks>
/// Neither policy allows credentials, so browsers send no cookies and the answer is the same for everyone. Anything without a policy stays
/// closed to them.
/// </remarks>
internal static class ForeignReads
{
    /// <summary>The policy of a plain read.</summary>
    public const string Read = "foreign-read";

    /// <summary>The policy of the live hub, whose clients negotiate, and where WebSockets are blocked send by POST.</summary>
    public const string Live = "foreign-live";

    /// <summary>How long browsers need not ask again: 1 h.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>What SignalR's client adds to its requests.</summary>
    private static readonly string[] ClientHeaders = [HeaderNames.ContentType, HeaderNames.XRequestedWith, "X-SignalR-User-Agent"];

    public static void AddTo(CorsOptions cors)
    {
        cors.AddPolicy(Read, policy => policy.AllowAnyOrigin().WithMethods(HttpMethods.Get).WithExposedHeaders(HeaderNames.ETag));
        cors.AddPolicy(Live, policy => policy.AllowAnyOrigin().WithHeaders(ClientHeaders)
            .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete).SetPreflightMaxAge(Remembered));
    }
}
