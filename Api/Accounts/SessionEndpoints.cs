using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Members.SignIn;

namespace Reviews.Api.Accounts;

/// <summary>A member's sessions, for a program.</summary>
internal static class SessionEndpoints
{
    public static void MapMySessions(this RouteGroupBuilder me)
    {
        me.MapGet("/sessions", ListAsync).WithSummary("Where I am signed in, most recently used first.");
        me.MapDelete("/sessions/{id}", EndAsync).WithSummary("Signs me out there, at once.");
    }

    private static async Task<Ok<SessionList>> ListAsync(HttpContext context, MemberSessions sessions)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SessionList(await sessions.MineAsync()));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(string id, MemberSessions sessions) =>
        await sessions.EndMineAsync(id)
            ? TypedResults.NoContent()
            : TypedResults.Problem("You have no such session, or it has ended.", statusCode: StatusCodes.Status404NotFound);
}

/// <summary>My sessions.</summary>
/// <param name="Items">Most recently used first.</param>
internal sealed record SessionList(IReadOnlyList<SessionInfo> Items);
