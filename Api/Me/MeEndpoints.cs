using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.Accounts;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;

namespace Reviews.Api.Me;

/// <summary>What a signed-in member sees and changes of the own account.</summary>
internal static class MeEndpoints
{
    /// <summary>How often a rename is tried when the account changes under it, as by a sign-in that fails.</summary>
    private const int RenameAttempts = 3;

    public static RouteGroupBuilder MapMe(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/me").WithTags("Me").RequireAuthorization();
        group.MapGet("", GetAsync).WithSummary("My account.");
        group.MapPut("", RenameAsync).WithSummary("Chooses my display name.").Reads(typeof(MeRequest));
        group.MapMyRatings();
        return group;
    }

    private static async Task<Results<Ok<MeDocument>, ProblemHttpResult>> GetAsync(HttpContext context, UserManager<Member> members)
    {
        if (await members.GetUserAsync(context.User) is not { } member) return Refusals.NotSignedIn();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(MeDocument.Of(member));
    }

    private static async Task<Results<Ok<MeDocument>, ProblemHttpResult, ValidationProblem>> RenameAsync(HttpContext context, UserManager<Member> members)
    {
        var (body, refusal) = await JsonBody.ReadAsync<MeRequest>(context.Request);
        if (body is null) return refusal!;
        if (DisplayNames.Tidy(body.DisplayName) is not { } name)
            return Refusals.Invalid("displayName", $"Must have {DisplayNames.MinLength} to {DisplayNames.MaxLength} characters, none of them a control character.");

        for (var attempt = 1; ; attempt++)
        {
            if (await members.GetUserAsync(context.User) is not { } member) return Refusals.NotSignedIn();
            if (member.DisplayName == name) return TypedResults.Ok(MeDocument.Of(member));
            if (DisplayNames.IsReserved(name)) return Reserved();
            (member.DisplayName, member.DisplayNameKey) = (name, DisplayNames.KeyOf(name));
            var result = await members.UpdateAsync(member);
            if (result.Succeeded) return TypedResults.Ok(MeDocument.Of(member));
            if (result.Errors.Any(error => error.Code == DisplayNames.Taken.Code)) return Taken();
            if (attempt == RenameAttempts) return TypedResults.Problem("The account keeps changing; try again.", statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static ProblemHttpResult Taken() => TypedResults.Problem(DisplayNames.Taken.Description, statusCode: StatusCodes.Status409Conflict);

    private static ProblemHttpResult Reserved() =>
        TypedResults.Problem("Names like the one a new member is given can't be chosen.", statusCode: StatusCodes.Status422UnprocessableEntity);
}
