using System.Globalization;

namespace Reviews.Application.Http;

/// <summary>Tells when to ask again.</summary>
internal static class RetryAfterHeader
{
    /// <summary>In whole seconds and at least one.</summary>
    public static void Set(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
