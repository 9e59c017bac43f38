using System.Text.Json;

namespace Reviews.Api.Tests.Fuzz;

/// <summary>One operation of the OpenAPI document.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with parameters in braces.</param>
/// <param name="Parameters">Its parameters: where each stands, and its name.</param>
/// <param name="MediaType">Of its body; null when it has none.</param>
/// <param name="Fields">The fields of a body that is a JSON object, each with a value that it may have, as JSON.</param>
internal sealed record Operation(
    string Method, string Path, IReadOnlyList<(string In, string Name)> Parameters, string? MediaType,
    IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>All operations of the document.</summary>
    public static IReadOnlyList<Operation> AllOf(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => method.Name is "get" or "put" or "post" or "delete" or "patch" or "head")
            .Select(method => Of(document, path.Name, method))),
    ];

    public override string ToString() => $"{Method} {Path}";

    private static Operation Of(JsonElement document, string path, JsonProperty method)
    {
        var parameters = method.Value.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray() : default;
        var body = method.Value.TryGetProperty("requestBody", out var request)
            ? request.GetProperty("content").EnumerateObject().First()
            : (JsonProperty?)null;
        return new Operation(
            method.Name.ToUpperInvariant(), path,
            [.. parameters.Select(parameter => (parameter.GetProperty("in").GetString()!, parameter.GetProperty("name").GetString()!))],
            body?.Name, body is { } content && content.Value.TryGetProperty("schema", out var schema) ? FieldsOf(document,
                schema) : new Dictionary<string, string>());
    }

    private static Dictionary<string, string> FieldsOf(JsonElement document, JsonElement schema) =>
        Resolved(document, schema).TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => SampleOf(document, property.Value))
            : [];

    private static JsonElement Resolved(JsonElement document, JsonElement schema)
    {
        if (!schema.TryGetProperty("$ref", out var reference)) return schema;
        return reference.GetString()!.Split('/').Skip(1).Aggregate(document, (part, name) => part.GetProperty(name));
    }

    /// <summary>A value that the field may have.</summary>
    private static string SampleOf(JsonElement document, JsonElement schema)
    {
        var resolved = Resolved(document, schema);
        if (resolved.TryGetProperty("enum", out var values)) return values[0].GetRawText();
        return TypeOf(resolved) switch
        {
            "boolean" => "true",
            "integer" or "number" => "3",
            "array" => "[]",
            "object" => "{}",
            _ => resolved.TryGetProperty("format",
                out var format) && format.GetString() == "date-time" ? "\"2030-01-01T00:00:00Z\"" : "\"A sample of words\"",
        };
    }

    private static string TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type)) return "string";
        return type.ValueKind == JsonValueKind.Array
            ? type.EnumerateArray().Select(one => one.GetString()!).First(one => one != "null")
            : type.GetString()!;
    }
}
