using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts;
using Reviews.Api.Accounts.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Api.Members;

/// <summary>What everybody may see of a member.</summary>
internal static class MemberEndpoints
{
    public static RouteGroupBuilder MapMembers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/users").WithTags("Members").WithMetadata(StampCheck.NotHere);
        group.MapGet("/{userId}", GetAsync).WithSummary("A member's public profile.");
        return group;
    }

    private static async Task<Results<Ok<ProfileDocument>, ProblemHttpResult>> GetAsync(string userId, IGrainFactory grains, HttpResponse response)
    {
        if (!MemberIds.TryParse(userId, out var id) || await grains.GetGrain<IUserGrain>(id).ProfileAsync() is not { } profile)
            return TypedResults.Problem("There is no member of that id.", statusCode: StatusCodes.Status404NotFound);

        response.Headers.CacheControl = "public, max-age=5";
        return TypedResults.Ok(ProfileDocument.Of(profile));
    }
}

/// <summary>A member's public profile.</summary>
/// <param name="UserId">The member's id.</param>
/// <param name="DisplayName">The public name.</param>
/// <param name="MemberSince">When the account was made.</param>
/// <param name="Counts">How much the member has done.</param>
internal sealed record ProfileDocument(string UserId, string DisplayName, DateTimeOffset MemberSince, ProfileCounts Counts)
{
    public static ProfileDocument Of(MemberProfile profile) =>
        new(MemberIds.Format(profile.UserId), profile.DisplayName, profile.MemberSince, new ProfileCounts(profile.Ratings));
}

/// <summary>How much a member has done.</summary>
/// <param name="Ratings">Votes that stand.</param>
internal sealed record ProfileCounts(int Ratings);
