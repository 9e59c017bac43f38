using System.Net.Mime;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films.Import;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Domain.Catalogue;

namespace Reviews.Api.Films;

/// <summary>Operators import films.</summary>
internal static class ImportEndpoints
{
    private const string Csv = "text/csv";

    public static RouteGroupBuilder MapImport(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin/films").WithTags("Operators").RequireAuthorization(AccountServices.OperatorsOnly);
        group.MapPost("", ImportAsync).WithSummary(
            "Imports films from JSON or CSV, up to 64 MiB, and reports each refused row. ?dryRun=true changes nothing.")
            .Reads(typeof(IEnumerable<object>), MediaTypeNames.Application.Json, Csv)
            .WithMetadata(new RequestSizeLimitAttribute(BodyLimits.Import));
        return group;
    }

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult, ValidationProblem>> ImportAsync(
        string? dryRun, HttpContext context, CatalogueImport import, ImportSlot slot, TimeProvider time)
    {
        if (!TryReadFlag(dryRun, out var dry)) return ApiProblems.Invalid("dryRun", "Must be true or false.");
        if (!context.Request.HasJsonContentType() && !IsCsv(context.Request))
            return TypedResults.Problem("Send application/json or text/csv.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        // before taking the turn, so that a slow sender does not hold it
        await using var body = await SpooledBody.ReadAsync(context.Request.Body, context.RequestAborted);
        if (!slot.TryTake())
            return TypedResults.Problem("Another import is running on this node.", statusCode: StatusCodes.Status409Conflict);
        try
        {
            var (rows, refusal) = await ReadAsync(context.Request, body);
            if (rows is null) return refusal!;
            var catalogue = CatalogueCleaner.Clean(rows, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
            context.Response.Headers.CacheControl = Caching.Never;
            return TypedResults.Ok(await import.RunAsync(catalogue, dry, null, context.RequestAborted));
        }
        finally
        {
            slot.GiveBack();
        }
    }

    private static bool TryReadFlag(string? text, out bool flag)
    {
        flag = false;
        return text is null || bool.TryParse(text, out flag);
    }

    private static async Task<(IReadOnlyList<RawFilm>? Rows, ProblemHttpResult? Refusal)> ReadAsync(HttpRequest request, Stream body)
    {
        var ct = request.HttpContext.RequestAborted;
        try
        {
            return (IsCsv(request) ? await ImportRows.FromCsvAsync(body, ct) : await ImportRows.FromJsonAsync(body, ct), null);
        }
        catch (UnreadableImportException exception)
        {
            return (null, TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest));
        }
    }

    private static bool IsCsv(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase) == true;
}
