namespace Reviews.Application.Members.SignIn;

/// <summary>
/// Whether a browser says that one of our pages sent the request. Others can make a browser send a request, but can't make it lie about
/// that.
/// </summary>
internal static class SameOrigin
{
    /// <summary>By <c>Sec-Fetch-Site</c>.</summary>
    public static bool IsSaid(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";

    /// <summary>
    /// For forms: as well by <c>Origin</c>, which browsers add to every form that is posted. The other header they leave out over plain
    /// HTTP to another machine.
    /// </summary>
    public static bool IsSaidOfForm(HttpRequest request) =>
        IsSaid(request) || (request.Headers["Sec-Fetch-Site"].Count == 0 && request.Headers.Origin == $"{request.Scheme}://{request.Host}");
}
