using System.Globalization;

namespace Reviews.Application.Http;

/// <summary>Tells when to ask again.</summary>
internal static class RetryAfterHeader
{
    /// <summary>After a 503 of the store or the cluster: by then a failed activation has been replaced. 2 s.</summary>
    public static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    /// <summary>In whole seconds and at least one.</summary>
    public static void Set(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
