using Microsoft.AspNetCore.Http.Features;

namespace Reviews.Cluster.Front;

/// <summary>Refuses paths with the segments <c>.</c> and <c>..</c>, also written as <c>%2e</c>, as the APIs do: they would not see them any
/// more, for the front's own
/// server has taken them out of the path that it hands on.</summary>
internal static class DottedPath
{
    private const string Dot = "%2e";

    private const string Sentence = "There is nothing at a path with a segment '.' or '..'. Send the address that is meant.";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsDotted(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget)) return next(context);
        return TypedResults.Problem(Sentence, statusCode: StatusCodes.Status404NotFound).ExecuteAsync(context);
    }

    /// <summary>Whether a request's target, as it was sent, has such a segment in its path.</summary>
    public static bool IsDotted(string target) =>
        target.Split('?', '#')[0].Split('/').Any(segment => segment.Replace(Dot, ".", StringComparison.OrdinalIgnoreCase) is "." or "..");
}
