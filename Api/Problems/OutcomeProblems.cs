using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Http;
using Reviews.Application.Outcomes;

namespace Reviews.Api.Problems;

/// <summary>Answers programs with what an outcome means.</summary>
internal static class OutcomeProblems
{
    /// <summary>The problem, and when to try again.</summary>
    /// <param name="meaning">What the outcome means.</param>
    /// <param name="response">Where it is said when to try again.</param>
    /// <param name="wait">When to try again, where that is known better than by the outcome.</param>
    public static ProblemHttpResult ToProblem(this OutcomeMeaning meaning, HttpResponse response, TimeSpan? wait = null)
    {
        if ((wait ?? meaning.RetryAfter) is { } pause) RetryAfterHeader.Set(response, pause);
        return meaning.ToProblem();
    }

    /// <summary>The problem, where it makes no difference when to try again.</summary>
    public static ProblemHttpResult ToProblem(this OutcomeMeaning meaning) =>
        TypedResults.Problem(meaning.Detail, statusCode: meaning.Status);
}
