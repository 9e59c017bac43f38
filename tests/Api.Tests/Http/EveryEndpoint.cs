using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Reviews.Api.Tests.Fixtures;

namespace Reviews.Api.Tests.Http;

/// <summary>One address of an endpoint or page, and one of its methods.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">A path that its route matches.</param>
/// <param name="IsPage">Whether a page answers.</param>
internal sealed record EveryEndpoint(string Method, string Path, bool IsPage)
{
    private const string Film = "never-let-me-go-2010";

    /// <summary>All that the program maps, each with each of its methods; a page takes GET and POST.</summary>
    /// <param name="site">The site.</param>
    /// <param name="slug">An article that is there.</param>
    public static IReadOnlyList<EveryEndpoint> Of(Site site, string slug = "nothing-here") =>
    [
        .. site.Routes()
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => new EveryEndpoint(
                method, PathOf(endpoint.RoutePattern, slug), endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)))
            .Where(endpoint => !endpoint.Path.StartsWith("/hubs", StringComparison.Ordinal)
            && !endpoint.Path.StartsWith("/api/account/logout", StringComparison.Ordinal))
            .Distinct().OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal)
                .ThenBy(endpoint => endpoint.Method, StringComparer.Ordinal),
    ];

    public override string ToString() => $"{Method} {Path}";

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
            ? methods
            : [HttpMethods.Get, HttpMethods.Post];

    private static string PathOf(RoutePattern route, string slug) => "/" + string.Join('/', route.PathSegments.Select(segment =>
        string.Concat(
            segment.Parts.Select(part => part is RoutePatternParameterPart parameter
                ? ValueOf(parameter.Name, slug)
                : ((RoutePatternLiteralPart)part).Content))));

    private static string ValueOf(string parameter, string slug) => parameter switch
    {
        "filmId" => Film, "slug" => slug, "code" => "404", "file" => "1", "documentName" => "v1", _ => "1",
    };
}
