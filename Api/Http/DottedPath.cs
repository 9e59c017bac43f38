using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Reviews.Api.Problems;

namespace Reviews.Api.Http;

/// <summary>Refuses paths with the segments <c>.</c> and <c>..</c>, also written as <c>%2e</c>, before anything is routed.</summary>
/// <remarks>The server takes such segments out of the path before we see it, so that <c>DELETE /api/me/imports/..</c> would erase the
/// account. Browsers and
/// clients take them out before they send; whoever sends them all the same did not mean the address that would be left.</remarks>
internal sealed class DottedPath(RequestDelegate next)
{
    private const string Dot = "%2e";

    private const string Sentence = "There is nothing at a path with a segment '.' or '..'. Send the address that is meant.";

    public Task InvokeAsync(HttpContext context)
    {
        // The page of this refusal is the same request once more.
        var isRefused = context.Features.Get<IStatusCodeReExecuteFeature>() is null
            && IsDotted(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        return isRefused ? Refusals.AnswerAsync(context, StatusCodes.Status404NotFound, Sentence) : next(context);
    }

    /// <summary>Whether a request's target, as it was sent, has such a segment in its path.</summary>
    public static bool IsDotted(ReadOnlySpan<char> target)
    {
        var end = target.IndexOfAny('?', '#');
        var path = end < 0 ? target : target[..end];
        foreach (var segment in path.Split('/'))
        {
            if (IsDots(path[segment])) return true;
        }

        return false;
    }

    private static bool IsDots(ReadOnlySpan<char> segment)
    {
        var dots = 0;
        for (; !segment.IsEmpty && dots <= 2; dots++)
        {
            if (segment[0] == '.') segment = segment[1..];
            else if (segment.StartsWith(Dot, StringComparison.OrdinalIgnoreCase)) segment = segment[Dot.Length..];
            else return false;
        }

        return segment.IsEmpty && dots is 1 or 2;
    }
}
