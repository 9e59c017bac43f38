using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Reviews.Api.Problems;

/// <summary>Reads a body when a handler asks for it, and not before: what is checked first (404) is answered first.</summary>
internal static class JsonBody
{
    /// <returns>The value, or the refusal: 415, 413, 400.</returns>
    public static async Task<(T? Value, ProblemHttpResult? Refusal)> ReadAsync<T>(HttpRequest request)
        where T : class
    {
        if (!request.HasJsonContentType())
            return (null, Refuse(StatusCodes.Status415UnsupportedMediaType, "Send application/json in UTF-8."));
        try
        {
            return await request.ReadFromJsonAsync<T>(request.HttpContext.RequestAborted) is { } value
                ? (value, null)
                : (null, Refuse(StatusCodes.Status400BadRequest, "The body must be a JSON object, not null."));
        }
        catch (JsonException)
        {
            return (null, Refuse(StatusCodes.Status400BadRequest, "The body is not the JSON object that this call expects."));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, Refuse(exception.StatusCode, null));
        }
    }

    private static ProblemHttpResult Refuse(int status, string? detail) => TypedResults.Problem(detail, statusCode: status);
}
