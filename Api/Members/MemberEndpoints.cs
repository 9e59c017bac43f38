using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Api.ReaderReviews;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Members;

/// <summary>What everyone can see of a member.</summary>
internal static class MemberEndpoints
{
    public static RouteGroupBuilder MapMembers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/users").WithTags("Members").WithMetadata(StampCheck.NotHere);
        group.MapGet("/{userId}", GetAsync).WithSummary("A member's public profile.");
        return group;
    }

    private static async Task<Results<Ok<ProfileResponse>, ProblemHttpResult>> GetAsync(
        string userId, IGrainFactory grains, ReviewReader reviews, FilmIndex index, HttpResponse response)
    {
        if (!MemberIds.TryParse(userId, out var id) || await grains.GetGrain<IUserGrain>(id).ProfileAsync() is not { } profile)
            return ApiProblems.NoSuchMember();

        response.Headers.CacheControl = "public, max-age=5";
        var latest = await reviews.LatestOfAsync(profile);
        return TypedResults.Ok(ProfileResponse.Of(profile, latest, index));
    }
}

/// <summary>A member's public profile.</summary>
/// <param name="UserId">The member's id.</param>
/// <param name="DisplayName">The public name.</param>
/// <param name="MemberSince">When the account was created.</param>
/// <param name="Counts">How much the member has done.</param>
/// <param name="LatestReviews">The member's latest reviews, at most ten.</param>
internal sealed record ProfileResponse(
    string UserId, string DisplayName, DateTimeOffset MemberSince, ProfileCounts Counts, IReadOnlyList<ProfileReview> LatestReviews)
{
    public static ProfileResponse Of(MemberProfile profile, IReadOnlyList<PublicReview> latest, FilmIndex index) => new(
        MemberIds.Format(profile.UserId), profile.DisplayName, profile.MemberSince, new ProfileCounts(profile.Ratings, profile.Reviews),
        [.. latest.Select(
            review => new ProfileReview(review.FilmId, index.Find(review.FilmId)?.Details?.Title, ReviewResponse.Of(review)))]);
}

/// <summary>A review in a member's profile.</summary>
/// <param name="FilmId">The film.</param>
/// <param name="FilmTitle">Its title, if this node knows it.</param>
/// <param name="Review">The review.</param>
internal sealed record ProfileReview(string FilmId, string? FilmTitle, ReviewResponse Review);

/// <summary>How much a member has done.</summary>
/// <param name="Ratings">Current votes.</param>
/// <param name="Reviews">Reviews, without those that were withdrawn or erased.</param>
internal sealed record ProfileCounts(int Ratings, int Reviews);
