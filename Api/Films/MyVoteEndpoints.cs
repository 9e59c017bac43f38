using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Api.Films;

/// <summary>My own vote on a film.</summary>
internal static class MyVoteEndpoints
{
    public static RouteGroupBuilder MapMyVote(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/films/{filmId}/ratings/me").WithTags("Ratings").RequireAuthorization();
        group.MapGet("", GetAsync).WithSummary("My vote.");

        // The vote itself takes the stamp to the member's grain, so it is checked there and not twice.
        group.MapPut("", RateAsync).WithSummary("Casts or changes my vote. The newest counts; the same again changes nothing.")
            .Reads(typeof(VoteRequest)).WithMetadata(StampCheck.NotHere);
        group.MapDelete("", WithdrawAsync).WithSummary("Withdraws my vote.").WithMetadata(StampCheck.NotHere);
        return group;
    }

    private static async Task<Results<Ok<VoteResponse>, ProblemHttpResult>> GetAsync(
        string filmId, FilmReader reader, IGrainFactory grains, HttpContext context)
    {
        if (await reader.FindAsync(filmId, context.RequestAborted) is null) return ApiProblems.NoSuchFilm();
        if (await grains.GetGrain<IUserGrain>(Caller.Required(context).UserId).RatingAsync(filmId) is not { } vote)
            return RateOutcomes.Of(RateOutcome.NotRated).ToProblem();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(VoteResponse.Of(vote));
    }

    private static async Task<Results<Ok<CastVoteResponse>, ProblemHttpResult, ValidationProblem>> RateAsync(
        string filmId, FilmReader reader, VoteService votes, PendingVotes pending, HttpContext context)
    {
        var caller = Caller.Required(context);
        if (await reader.FindAsync(filmId, context.RequestAborted) is null)
            return await OrNotSignedInAsync(votes, caller, ApiProblems.NoSuchFilm());
        var (body, refusal) = await JsonBody.ReadAsync<VoteRequest>(context.Request);
        if (body is null) return await OrNotSignedInAsync(votes, caller, refusal!);
        if (body.Stars?.Value is not { } stars)
            return await votes.IsSignedInAsync(caller) ? ApiProblems.Invalid("stars", StarsInput.Rule) : ApiProblems.NotSignedIn();

        var answer = await votes.RateAsync(caller, filmId, (byte)stars.HalfStars);
        pending.Overtake(context, filmId);
        return answer is { Outcome: RateOutcome.Done, Rating: { } rating, Mine: { } mine }
            ? TypedResults.Ok(CastVoteResponse.Of(mine, reader.Weigh(rating)))
            : RateOutcomes.Of(answer.Outcome).ToProblem(context.Response);
    }

    private static async Task<Results<Ok<RatingMessage>, ProblemHttpResult>> WithdrawAsync(
        string filmId, FilmReader reader, VoteService votes, PendingVotes pending, HttpContext context)
    {
        var caller = Caller.Required(context);
        if (await reader.FindAsync(filmId, context.RequestAborted) is null)
            return await OrNotSignedInAsync(votes, caller, ApiProblems.NoSuchFilm());
        var answer = await votes.RateAsync(caller, filmId, halfStars: 0);
        pending.Overtake(context, filmId);
        return answer is { Outcome: RateOutcome.Done, Rating: { } rating }
            ? TypedResults.Ok(reader.Weigh(rating))
            : RateOutcomes.Of(answer.Outcome).ToProblem(context.Response);
    }

    /// <summary>A refusal, but 401 first: anyone who is signed out learns nothing else.</summary>
    private static async Task<ProblemHttpResult> OrNotSignedInAsync(VoteService votes, Caller caller, ProblemHttpResult refusal) =>
        await votes.IsSignedInAsync(caller) ? refusal : ApiProblems.NotSignedIn();
}
