namespace Reviews.Application.Http;

/// <summary>The paths that apps call. Failures there are answered as problem+json, whatever the caller claims to accept.</summary>
internal static class MachinePaths
{
    private static readonly PathString[] Roots = ["/api", "/hubs", "/health", "/openapi"];

    public static bool Covers(PathString path)
    {
        foreach (var root in Roots)
        {
            if (path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
