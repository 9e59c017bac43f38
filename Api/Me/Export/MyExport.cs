using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Catalogue;
using Reviews.Api.Films;
using Reviews.Api.Me.Imports;
using Reviews.Api.Problems;
using Reviews.Contracts.Members;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Me.Export;

/// <summary>Everything the platform holds on me, as one document that is written while it is read: however many votes, few are held.</summary>
internal static class MyExport
{
    private const int Format = 1;

    private const int ReviewsPerPage = 100;

    public static void MapMyExport(this RouteGroupBuilder me) =>
        me.MapGet("/export", GetAsync).WithSummary("Everything the platform holds on me, as one JSON document.");

    private static async Task<Results<Ok<ExportDocument>, ProblemHttpResult>> GetAsync(
        HttpContext context, IGrainFactory grains, FilmIndex index, TimeProvider time)
    {
        var caller = Caller.Required(context);
        var (member, data) = (grains.GetGrain<IUserGrain>(caller.UserId), grains.GetGrain<IMemberDataGrain>(caller.UserId));
        if (await member.AccountAsync() is not { } account) return Refusals.NotSignedIn();
        var standing = await member.StandingAsync(caller.SecurityStamp);
        var imports = await data.ImportsAsync();
        context.Response.Headers.CacheControl = Caching.Never;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"reviews-{account.UserId}.json\"";
        return TypedResults.Ok(new ExportDocument(
            Format, time.GetUtcNow(), ExportedAccount.Of(account), ExportedSubscription.Of(await member.SubscriptionAsync()), standing?.Suspension,
            [.. imports.Select(ImportDocument.Of)], RatingsAsync(data, index, context.RequestAborted), ReviewsAsync(member, grains, caller.UserId)));
    }

    private static async IAsyncEnumerable<ExportedReview> ReviewsAsync(IUserGrain member, IGrainFactory grains, long userId)
    {
        for (string? cursor = null; ;)
        {
            var page = await member.ReviewsAsync(cursor, ReviewsPerPage);
            foreach (var own in page.Items)
            {
                var grain = grains.GetGrain<IReviewGrain>(userId, own.FilmId, null);
                if (await grain.ReadAsync() is not { Face: var face } stored) continue;
                var text = new EarlierReview(face.Title, face.Body, face.Spoilers, face.EditedAt ?? face.CreatedAt);
                yield return new ExportedReview(own.FilmId, ImportDocument.NameOf(stored.State), text, await grain.EarlierAsync());
            }

            if ((cursor = page.Next) is null) yield break;
        }
    }

    private static async IAsyncEnumerable<ExportedRating> RatingsAsync(
        IMemberDataGrain data, FilmIndex index, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0u; ;)
        {
            var page = await data.VotesAsync(after, IMemberDataGrain.MaxVotes).WaitAsync(ct);
            foreach (var vote in page) yield return ExportedRating.Of(vote, index.Find(vote.FilmId)?.Details?.Title);
            if (page.Length < IMemberDataGrain.MaxVotes) yield break;
            after = page[^1].Ticket;
        }
    }
}
