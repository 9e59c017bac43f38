using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Mail;

namespace Reviews.Api.Hosting;

/// <summary>Answers under the site's own name, and under this machine's to anyone on it. <c>AllowedHosts</c>, where it names hosts,
/// goes before this.</summary>
/// <remarks>After the proxies: what they say of the host is what counts. Health is asked by address, and says nothing that depends on
/// one.</remarks>
internal sealed class SiteHostCheck(RequestDelegate next, MailOptions mail, IConfiguration configuration)
{
    private readonly string? _site =
        configuration["AllowedHosts"] is null or "" or "*" && mail.Site is { } site ? new Uri(site).IdnHost : null;

    public Task InvokeAsync(HttpContext context) =>
        _site is null || IsOurs(context.Request.Host.Host)
        || context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            ? next(context)
            : Refusal.ExecuteAsync(context);

    private ProblemHttpResult Refusal => TypedResults.Problem(
        $"The site you asked for is not here; this is {mail.Site}.", statusCode: StatusCodes.Status400BadRequest);

    private bool IsOurs(string host) =>
        host.Equals(_site, StringComparison.OrdinalIgnoreCase) || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
