namespace Reviews.Api.Http;

/// <summary>Paths with the segments <c>.</c> and <c>..</c>, also written as <c>%2e</c>. Compiled into the front as well.</summary>
internal static class DottedTarget
{
    /// <summary>The error for such a path.</summary>
    public const string Refusal = "A path can't have '.' or '..' as a segment. Send the address you mean.";

    private const string Dot = "%2e";

    /// <summary>Whether a request's target, as it was sent, has such a segment in its path.</summary>
    public static bool Is(ReadOnlySpan<char> target)
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
