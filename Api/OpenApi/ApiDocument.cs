using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.OpenApi;

/// <summary>The description of the API at <c>/openapi/v1.json</c>, made from the endpoints themselves.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    /// <summary>The document's name, also in its address.</summary>
    public const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) =>
        services.AddSingleton<ApiDocumentText>().AddOpenApi(Name, document =>
        {
            document.AddDocumentTransformer(Introduce);
            document.AddOperationTransformer(AddBodyAsync);
            document.AddOperationTransformer(AddProblems);
            document.AddSchemaTransformer(DescribeStars);
        });

    public static IEndpointRouteBuilder MapApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/openapi/{Name}.json", GetAsync).WithMetadata(StampCheck.NotHere).ExcludeFromDescription();
        return routes;
    }

    private static async Task<FileContentHttpResult> GetAsync(ApiDocumentText text, HttpContext context)
    {
        context.Response.Headers.CacheControl = Caching.Revalidate;
        return TypedResults.Bytes(await text.ReadAsync(context.RequestAborted), "application/json; charset=utf-8");
    }

    private static Task Introduce(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OrleansReviews",
            Version = "v1",
            Description = "Films, their live ratings, and members. Every error is application/problem+json (RFC 9457) with a traceId.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];   // whatever address it was asked for at
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "The accessToken of POST /api/account/login.",
        };
        return Task.CompletedTask;
    }

    private static async Task AddBodyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReadsBody>().FirstOrDefault() is not { } body) return;
        var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: ct);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }, StringComparer.Ordinal),
        };
    }

    /// <summary>What any operation may answer in addition to what its handler declares.</summary>
    private static Task AddProblems(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        Add("default", "Any failure, as problem+json.");
        if (!metadata.OfType<IAuthorizeData>().Any()) return Task.CompletedTask;
        Add("401", "Not signed in.");
        if (metadata.OfType<IAuthorizeData>().Any(data => data.Policy is not null)) Add("403", "Not allowed.");
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        return Task.CompletedTask;

        void Add(string status, string description) => operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
        });
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text(), ["title"] = Text(), ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["detail"] = Text(),
            ["traceId"] = Text(),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Of a validation error: field to messages.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text() },
            },
        },
        Required = new HashSet<string> { "type", "title", "status", "detail", "traceId" },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static Task DescribeStars(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        if (context.JsonTypeInfo.Type != typeof(StarsInput)) return Task.CompletedTask;
        (schema.Type, schema.Minimum, schema.Maximum, schema.MultipleOf) = (JsonSchemaType.Number, "0.5", "5", 0.5m);
        return Task.CompletedTask;
    }
}
