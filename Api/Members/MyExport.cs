using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Reviews.Api.Problems;
using Reviews.Application.Http;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Members;

/// <summary>
/// Everything the platform holds about me, as one document that is streamed: however many votes there are, few are held in memory.
/// </summary>
internal static class MyExport
{
    private const int Format = 1;

    private const int ReviewsPerPage = 100;

    public static void MapMyExport(this RouteGroupBuilder me) =>
        me.MapGet("/export", GetAsync).WithSummary("Everything the platform holds about me, as one JSON document.");

    private static async Task<Results<Ok<ExportResponse>, ProblemHttpResult>> GetAsync(
        HttpContext context, IGrainFactory grains, MemberSessions sessions, FilmIndex index, TimeProvider time)
    {
        var caller = Caller.Required(context);
        var (member, data) = (grains.GetGrain<IUserGrain>(caller.UserId), grains.GetGrain<IMemberDataGrain>(caller.UserId));
        if (await member.AccountAsync() is not { } account) return ApiProblems.NotSignedIn();
        var status = await member.StatusAsync(caller.Ticket);
        var imports = await data.ImportsAsync();
        var moderation = grains.GetGrain<IModerationGrain>(IModerationGrain.Key);
        var (reports, decisions) = (await moderation.ReportsOfAsync(caller.UserId), await moderation.DecisionsOnAsync(caller.UserId));
        var cases = await moderation.CasesAboutAsync(caller.UserId);
        var votes = AllAsync(after => data.VotesAsync(after, IMemberDataGrain.MaxVotes), vote => vote.Ticket, context.RequestAborted);
        var marks = AllAsync(after => data.MarksAsync(after, IMemberDataGrain.MaxVotes), mark => mark.Ticket, context.RequestAborted);
        context.Response.Headers.CacheControl = Caching.Never;
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"reviews-{account.UserId}.json\"";
        return TypedResults.Ok(new ExportResponse(
            Format, time.GetUtcNow(), ExportedAccount.Of(account), await sessions.MineAsync(), ExportedSubscription.Of(
                await member.SubscriptionAsync()), status?.Suspension,
            [.. imports.Select(ImportResponse.Of)],
            votes.Select(vote => ExportedRating.Of(vote, index.Find(vote.FilmId)?.Details?.Title)),
            ReviewsAsync(member, grains, caller.UserId),
            marks.Select(ExportedOpinion.Of),
            [.. reports.Select(ExportedReport.Of)],
            CasesAsync(cases, grains, caller.UserId),
            [.. decisions.Select(ExportedDecision.Of)]));
    }

    private static async IAsyncEnumerable<ExportedReview> ReviewsAsync(IUserGrain member, IGrainFactory grains, long userId)
    {
        for (string? cursor = null; ;)
        {
            var page = await member.ReviewsAsync(cursor, ReviewsPerPage);
            foreach (var own in page.Items)
            {
                var grain = grains.GetGrain<IReviewGrain>(userId, own.FilmId, null);
                if (await grain.ForModeratorsAsync() is not { Review: { Face: var face } stored } review) continue;
                var text = new EarlierReview(face.Title, face.Body, face.Spoilers, face.EditedAt ?? face.CreatedAt);
                var earlier = await grain.EarlierAsync();
                yield return new ExportedReview(own.FilmId, ImportResponse.NameOf(stored.State), text, earlier, review.Reported);
            }

            if ((cursor = page.Next) is null) yield break;
        }
    }

    private static async IAsyncEnumerable<ExportedCase> CasesAsync(ImmutableArray<MemberCase> cases, IGrainFactory grains, long userId)
    {
        foreach (var own in cases)
            yield return ExportedCase.Of(own, await grains.GetGrain<IReviewGrain>(userId, own.Case.FilmId, null).ForModeratorsAsync());
    }

    /// <summary>Everything of one kind, read page by page, each from the last ticket of the one before.</summary>
    private static async IAsyncEnumerable<T> AllAsync<T>(
        Func<uint, Task<ImmutableArray<T>>> read, Func<T, uint> ticketOf, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0u; ;)
        {
            var page = await read(after).WaitAsync(ct);
            foreach (var item in page) yield return item;
            if (page.Length < IMemberDataGrain.MaxVotes) yield break;
            after = ticketOf(page[^1]);
        }
    }
}
