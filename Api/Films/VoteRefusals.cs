using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Application.Films;
using Reviews.Application.Members.SignIn;
using Reviews.Contracts.Members;

namespace Reviews.Api.Films;

/// <summary>What a program is told of a vote that was not taken.</summary>
internal static class VoteRefusals
{
    /// <summary>The quota is counted by the minute.</summary>
    private static readonly TimeSpan QuotaWindow = TimeSpan.FromMinutes(1);

    /// <summary>A refusal, but 401 first: whoever is signed out learns nothing else.</summary>
    public static async Task<ProblemHttpResult> OrNotSignedInAsync(this Voting voting, Caller caller, ProblemHttpResult refusal) =>
        await voting.IsSignedInAsync(caller) ? refusal : Refusals.NotSignedIn();

    /// <summary>What a vote that did not come through is answered.</summary>
    public static ProblemHttpResult Refuse(HttpContext context, RateOutcome outcome) => outcome switch
    {
        RateOutcome.SignedOut => Refusals.NotSignedIn(),
        RateOutcome.UnknownFilm => Refusals.NoSuchFilm(),
        RateOutcome.NotRated => NotRated(),
        RateOutcome.Suspended => Refusals.Suspended(),
        RateOutcome.TooMany => Refusals.TooMany(context, QuotaWindow, "You vote more often than a member may; wait a minute."),
        RateOutcome.Unsure => Refusals.Unsure(context),
        _ => throw new InvalidOperationException($"A vote that is {outcome} was not refused."),
    };

    public static ProblemHttpResult NotRated() =>
        TypedResults.Problem("You have not rated this film.", statusCode: StatusCodes.Status404NotFound);
}
