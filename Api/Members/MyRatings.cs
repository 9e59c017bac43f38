using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Http;
using Reviews.Api.Problems;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;

namespace Reviews.Api.Members;

/// <summary>My votes, page by page.</summary>
internal static class MyRatings
{
    /// <summary>Votes in one page.</summary>
    private const int PageSize = 50;

    public static void MapMyRatings(this RouteGroupBuilder me) => me.MapGet("/ratings", ListAsync).WithSummary("My ratings, newest first.");

    private static async Task<Results<Ok<Feed<MyRating>>, ValidationProblem>> ListAsync(
        HttpContext context, string? cursor, IGrainFactory grains, FilmIndex index)
    {
        if (cursor is not null && !uint.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return ApiProblems.Invalid("cursor", "Must be the 'next' of an earlier page.");

        var page = await grains.GetGrain<IUserGrain>(Caller.Required(context).UserId).RatingsAsync(cursor, PageSize);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Feed<MyRating>([.. page.Items.Select(vote => MyRating.Of(vote, index))], page.Next));
    }
}

/// <summary>One vote of mine.</summary>
internal sealed record MyRating(string FilmId, string? Title, decimal Stars, DateTimeOffset RatedAt)
{
    public static MyRating Of(MemberRating vote, FilmIndex index) =>
        new(vote.FilmId, index.Find(vote.FilmId)?.Details?.Title, Domain.Ratings.Stars.FromHalfStars(vote.HalfStars).Number, vote.RatedAt);
}
