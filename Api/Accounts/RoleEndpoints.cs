using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Members;
using Reviews.Application.Members.Roles;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Accounts;

/// <summary>Operators give and take roles, and sign members out.</summary>
internal static class RoleEndpoints
{
    public static RouteGroupBuilder MapRoles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/admin/users").WithTags("Operators").RequireAuthorization(AccountServices.OperatorsOnly);
        group.MapPut("/{userId}/roles", PutAsync).WithSummary("Replaces a member's roles, at once for all sessions and tokens.")
            .Reads(typeof(RolesRequest));
        group.MapDelete("/{userId}/sessions", SignOutAsync).WithSummary("Signs a member out everywhere, at once.");
        return group;
    }

    private static async Task<Results<Ok<RolesResponse>, ProblemHttpResult, ValidationProblem>> PutAsync(
        string userId, HttpContext context, UserManager<Member> members, RoleChanges changes)
    {
        if (!MemberIds.TryParse(userId, out var id) || await members.FindByIdAsync(userId) is null) return ApiProblems.NoSuchMember();
        var (body, refusal) = await JsonBody.ReadAsync<RolesRequest>(context.Request);
        if (body is null) return refusal!;
        if (body.Roles.Any(role => !MemberRoles.All.Contains(role)))
            return ApiProblems.Invalid("roles", $"Each must be one of: {string.Join(", ", MemberRoles.All)}.");

        var (outcome, member) = await changes.SetAsync(Caller.Required(context).UserId, id, body.Roles);
        return outcome switch
        {
            RoleOutcome.Done => TypedResults.Ok(RolesResponse.Of(member!)),
            RoleOutcome.OwnRole => TypedResults.Problem(RoleChanges.OwnRoleSentence, statusCode: StatusCodes.Status422UnprocessableEntity),
            RoleOutcome.Changing => TypedResults.Problem(RenameService.ChangingSentence, statusCode: StatusCodes.Status409Conflict),
            _ => ApiProblems.NoSuchMember(),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> SignOutAsync(string userId, HttpContext context, ForcedSignOut signOut)
    {
        if (!MemberIds.TryParse(userId, out var id) || await signOut.EndAllAsync(Caller.Required(context).UserId, id) is not { } result)
            return ApiProblems.NoSuchMember();
        return result.Succeeded
            ? TypedResults.NoContent()
            : TypedResults.Problem(RenameService.ChangingSentence, statusCode: StatusCodes.Status409Conflict);
    }
}

/// <summary>The roles a member should have.</summary>
internal sealed record RolesRequest
{
    /// <summary>All of them: <c>editor</c>, <c>moderator</c>, <c>operator</c>; an empty list removes every role.</summary>
    public required IReadOnlyList<string> Roles { get; init; }
}

/// <summary>A member's roles.</summary>
internal sealed record RolesResponse(string UserId, string? DisplayName, IReadOnlyList<string> Roles)
{
    public static RolesResponse Of(Member member) => new(MemberIds.Format(member.Id), member.DisplayName, member.Roles);
}
