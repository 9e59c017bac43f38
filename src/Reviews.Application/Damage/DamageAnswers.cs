using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Application.Http;

namespace Reviews.Application.Damage;

/// <summary>Answers that something is damaged in the store.</summary>
internal static class DamageAnswers
{
    /// <summary>503: what was asked for is damaged. The text is written from what is noted here, for programs and on a page.</summary>
    public static StatusCodeHttpResult Damaged(HttpContext context, DamagedContent damaged)
    {
        Note(context, damaged);
        return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Notes for whoever writes the answer that something is damaged, and when to ask again.</summary>
    public static void Note(HttpContext context, DamagedContent damaged)
    {
        context.Features.Set(damaged);
        context.Response.Headers.CacheControl = "no-store";
        RetryAfterHeader.Set(context.Response, DamagedContent.RetryAfter);
    }
}
