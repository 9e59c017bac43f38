using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Http;
using Reviews.Application.Members.Imports;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Api.Members;

/// <summary>Imports my ratings from Letterboxd, IMDb or MovieLens, reports the progress, and undoes imports.</summary>
internal static class MyImports
{
    private const string Csv = "text/csv";

    public static void MapMyImports(this RouteGroupBuilder me)
    {
        me.MapPost("/imports", ImportAsync)
            .WithSummary(
                "Imports my ratings from a CSV by Letterboxd, IMDb or MovieLens, up to 64 MiB. ?dryRun=true changes nothing and says what "
                    + "would change.")
            .Reads(typeof(IEnumerable<object>), Csv).WithMetadata(new RequestSizeLimitAttribute(BodyLimits.Import));
        me.MapGet("/imports", ListAsync).WithSummary("My latest imports, newest first.");
        me.MapGet("/imports/{id}", GetAsync).WithSummary("The progress of one of my imports.");
        me.MapDelete("/imports/{id}", UndoAsync).WithSummary(
            "Undoes an import: each vote becomes what it was, unless I have changed it since.");
    }

    private static async Task<Results<Ok<ImportResponse>, Accepted<ImportResponse>, ProblemHttpResult, ValidationProblem>> ImportAsync(
        string? dryRun, HttpContext context, ImportReader reader, IGrainFactory grains)
    {
        if (!TryReadFlag(dryRun, out var dry)) return ApiProblems.Invalid("dryRun", "Must be true or false.");
        if (!IsCsv(context.Request)) return TypedResults.Problem("Send text/csv.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        var (plan, refusal) = await ReadAsync(context, reader);
        if (plan is null) return refusal!;
        var caller = Caller.Required(context);
        var answer = await DataOf(grains, caller).PlanImportAsync(caller.Ticket, plan, dry ? ImportStep.Look : ImportStep.Start);
        if (answer.State is not { } state) return ImportOutcomes.Of(answer.Outcome).ToProblem();
        context.Response.Headers.CacheControl = Caching.Never;
        var response = ImportResponse.Of(state);
        return dry ? TypedResults.Ok(response) : TypedResults.Accepted(response.Href, response);
    }

    private static async Task<Ok<ImportList>> ListAsync(HttpContext context, IGrainFactory grains)
    {
        var imports = await DataOf(grains, Caller.Required(context)).ImportsAsync();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new ImportList([.. imports.Select(ImportResponse.Of)]));
    }

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> GetAsync(string id, HttpContext context, IGrainFactory grains)
    {
        if (!TryReadId(id, out var number) || await DataOf(grains, Caller.Required(context)).ImportAsync(number) is not { } state)
            return NoSuchImport();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(ImportResponse.Of(state));
    }

    private static async Task<Results<Accepted<ImportResponse>, ProblemHttpResult>> UndoAsync(
        string id, HttpContext context, IGrainFactory grains)
    {
        if (!TryReadId(id, out var number)) return NoSuchImport();
        var caller = Caller.Required(context);
        var answer = await DataOf(grains, caller).UndoImportAsync(caller.Ticket, number);
        if (answer.State is not { } state) return ImportOutcomes.Of(answer.Outcome).ToProblem();
        var response = ImportResponse.Of(state);
        return TypedResults.Accepted(response.Href, response);
    }

    private static async Task<(ImportPlan? Plan, ProblemHttpResult? Refusal)> ReadAsync(HttpContext context, ImportReader reader)
    {
        try
        {
            if (await reader.ReadAsync(Caller.Required(context).UserId, context.Request.Body, context.RequestAborted) is { } plan)
                return (plan, null);
            return (null, ApiProblems.Busy(context, "Too many files are being read; try again in a moment."));
        }
        catch (UnreadableRatingsException exception)
        {
            return (null, TypedResults.Problem(exception.Message, statusCode: exception.Status));
        }
        catch (BadHttpRequestException exception)
        {
            return (null, TypedResults.Problem(statusCode: exception.StatusCode));
        }
    }

    private static ProblemHttpResult NoSuchImport() => ImportOutcomes.Of(ImportOutcome.Unknown).ToProblem();

    private static IMemberDataGrain DataOf(IGrainFactory grains, Caller caller) => grains.GetGrain<IMemberDataGrain>(caller.UserId);

    private static bool TryReadId(string id, out int number) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;

    private static bool TryReadFlag(string? text, out bool flag)
    {
        flag = false;
        return text is null || bool.TryParse(text, out flag);
    }

    private static bool IsCsv(HttpRequest request) =>
        request.GetTypedHeaders().ContentType?.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>My imports.</summary>
/// <param name="Items">Newest first; at most 5.</param>
internal sealed record ImportList(IReadOnlyList<ImportResponse> Items);
