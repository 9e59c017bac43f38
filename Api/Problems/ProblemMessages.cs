namespace Reviews.Api.Problems;

/// <summary>The text for a status when there is no other.</summary>
internal static class ProblemMessages
{
    private static readonly Dictionary<int, Text> Texts = new()
    {
        [400] = new("Bad request", "15.5.1", "The request is malformed or a value is out of range."),
        [401] = new("Not signed in", "15.5.2", "Sign in first: this call needs a valid access token or cookie."),
        [403] = new("Not allowed", "15.5.4", "Your account is not allowed to do this."),
        [404] = new("Not found", "15.5.5", "There is nothing at this address."),
        [405] = new("Method not allowed", "15.5.6", "This address does not support this method."),
        [406] = new("Not acceptable", "15.5.7", "There is no answer in a format that the request accepts."),
        [408] = new("Request timeout", "15.5.9", "The request did not arrive in time."),
        [409] = new("Conflict", "15.5.10", "The request conflicts with what is there now."),
        [411] = new("Length required", "15.5.12", "The request must state its length."),
        [413] = new("Body too large", "15.5.14", "The body is larger than this call accepts."),
        [415] = new("Unsupported media type", "15.5.16", "This call does not accept bodies of that content type."),
        [422] = new("Refused by a rule", "15.5.21", "The request was understood, but a rule forbids it."),
        [500] = new("Internal error", "15.6.1", "Something went wrong here; it has been logged under the trace id."),
        [503] = new("Not available now", "15.6.4", UnavailableDetail),
    };

    /// <summary>The one thing a caller must know about a 503.</summary>
    public const string UnavailableDetail =
        "The store or the cluster can't answer now. A write may have taken effect; it is safe to repeat it.";

    public static (string Title, string Type, string Detail) Of(int status)
    {
        // 429 is the one of ours that RFC 9110 does not define.
        if (status == 429)
            return ("Too many requests", "https://www.rfc-editor.org/rfc/rfc6585#section-4",
            "Too many requests: wait as long as Retry-After says.");
        return Texts.TryGetValue(status, out var text)
            ? (text.Title, "https://www.rfc-editor.org/rfc/rfc9110#section-" + text.Section, text.Detail)
            : (status < 500 ? "Refused" : "Failed", "about:blank", "The request can't be answered.");
    }

    private sealed record Text(string Title, string Section, string Detail);
}
