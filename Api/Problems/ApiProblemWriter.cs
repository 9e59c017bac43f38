using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Reviews.Application.Damage;
using Reviews.Application.Http;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Reviews.Api.Problems;

/// <summary>Writes every failure under the machine paths as RFC 9457 problem+json with type, title, status, detail and traceId.</summary>
/// <remarks>
/// The framework's own writer looks at Accept and writes nothing for <c>text/html</c>; an app that sends that still needs the details.
/// </remarks>
internal sealed class ApiProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public const string ContentType = "application/problem+json";

    /// <summary>Our own problem types, which apps can tell apart from others with the same status.</summary>
    private const string OurTypes = "/problems/";

    public bool CanWrite(ProblemDetailsContext context) => MachinePaths.Covers(context.HttpContext.Request.Path);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        Complete(problem, http);
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.WriteAsJsonAsync(problem, problem.GetType(), json.Value.SerializerOptions, ContentType, http.RequestAborted);
    }

    private static void Complete(ProblemDetails problem, HttpContext http)
    {
        problem.Status ??= http.Response.StatusCode;
        var (title, type, detail) = ProblemMessages.Of(problem.Status.Value);
        if (problem.Type?.StartsWith(OurTypes, StringComparison.Ordinal) != true) (problem.Title, problem.Type) = (title, type);
        problem.Detail ??= detail;
        if (http.Features.Get<DamagedContent>() is { } damaged)
            (problem.Title, problem.Type, problem.Detail) = (DamagedContent.Title, DamagedContent.Type, damaged.Detail);
        problem.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
    }
}
