using System.Text;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>Makes a request of an operation in which one thing is hostile.</summary>
internal static class FuzzRequest
{
    private const string Film = "never-let-me-go-2010";

    /// <summary>Whoever sends more asks first: a server that refuses hangs up, and may not be heard by one who still sends.</summary>
    private const int Much = 60_000;

    /// <summary>Draws which thing it is: a parameter, a field of the body, the whole body, or its media type.</summary>
    public static HttpRequestMessage Draw(Operation operation, string hostile, Random random)
    {
        var bodies = operation.MediaType is null ? 0 : operation.Fields.Count + 2;
        var target = random.Next(Math.Max(1, operation.Parameters.Count + bodies));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), AddressOf(operation, hostile, target));
        if (operation.MediaType is null) return request;
        request.Content = BodyOf(operation, hostile, target - operation.Parameters.Count);
        request.Headers.ExpectContinue = request.Content.Headers.ContentLength > Much;
        return request;
    }

    private static string AddressOf(Operation operation, string hostile, int target)
    {
        var (path, query) = (operation.Path, new StringBuilder());
        for (var i = 0; i < operation.Parameters.Count; i++)
        {
            var (place, name) = operation.Parameters[i];
            if (place == "path")
                path = path.Replace(
                    $"{{{name}}}", Uri.EscapeDataString(i == target ? PathPart(hostile) : SampleOf(name)), StringComparison.Ordinal);
            else if (place == "query" && i == target) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=')
                .Append(Uri.EscapeDataString(HostileValues.Plain(hostile)));
        }

        return path + query;
    }

    /// <summary>Kestrel refuses request lines of more than 8 KiB before any route, and a segment of dots or none is another path.</summary>
    private static string PathPart(string hostile)
    {
        var plain = HostileValues.Plain(hostile);
        if (plain.Length > 500) plain = plain[..500];
        return plain.Trim('.').Length == 0 ? "-" : plain;
    }

    private static ByteArrayContent BodyOf(Operation operation, string hostile, int target)
    {
        var isJson = operation.MediaType!.Contains("json", StringComparison.Ordinal);
        var whole = target == operation.Fields.Count;
        var text = whole || !isJson
            ? isJson ? hostile : HostileValues.Plain(hostile)
            : "{" + string.Join(
                ',', operation.Fields.Select((field, i) => $"\"{field.Key}\":{(i == target ? hostile : field.Value)}")) + "}";
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        content.Headers.TryAddWithoutValidation(
            "Content-Type", target == operation.Fields.Count + 1 ? "text/plain; charset=x-none" : operation.MediaType);
        return content;
    }

    private static string SampleOf(string parameter) => parameter switch
    {
        "filmId" => Film, "slug" => "nothing-here", "scheme" => "imdb", _ => "1",
    };
}
