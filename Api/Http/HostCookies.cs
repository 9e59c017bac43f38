using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace Reviews.Api.Http;

/// <summary>Over https, every cookie of the site is called <c>__Host-…</c>, whatever sets it: browsers then accept it only from this very
/// host, over https, for all paths. Within the site it keeps its own name, and cookies without the prefix, which another host or plain http
/// may have planted, are ignored.</summary>
internal sealed class HostCookies(RequestDelegate next)
{
    public const string Prefix = "__Host-";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.IsHttps)
        {
            context.Features.Set<IRequestCookiesFeature>(new RequestCookiesFeature(new Received(context.Request.Cookies)));
            context.Features.Set<IResponseCookiesFeature>(new Sent(context.Response.Cookies));
        }

        return next(context);
    }

    /// <summary>What came with the prefix, without it.</summary>
    private sealed class Received(IRequestCookieCollection all) : IRequestCookieCollection
    {
        public int Count => Keys.Count;

        public ICollection<string> Keys => [.. this.Select(cookie => cookie.Key)];

        public string? this[string key] => all[Prefix + key];

        public bool ContainsKey(string key) => all.ContainsKey(Prefix + key);

        public bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => all.TryGetValue(Prefix + key, out value);

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
            all.Where(cookie => cookie.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(cookie => KeyValuePair.Create(cookie.Key[Prefix.Length..], cookie.Value)).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>What is set goes out with the prefix, and as the prefix asks for.</summary>
    private sealed class Sent(IResponseCookies cookies) : IResponseCookies, IResponseCookiesFeature
    {
        public IResponseCookies Cookies => this;

        public void Append(string key, string value) => Append(key, value, new CookieOptions());

        public void Append(string key, string value, CookieOptions options) => cookies.Append(Prefix + key, value, OfThisHost(options));

        public void Delete(string key) => Delete(key, new CookieOptions());

        public void Delete(string key, CookieOptions options) => cookies.Delete(Prefix + key, OfThisHost(options));

        private static CookieOptions OfThisHost(CookieOptions options) => new(options) { Secure = true, Path = "/", Domain = null };
    }
}
