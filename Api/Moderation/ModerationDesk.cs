using Reviews.Api.Catalogue;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Moderation;

/// <summary>What moderators see and do, for the API and for pages.</summary>
internal sealed class ModerationDesk(IGrainFactory grains, FilmIndex index, TimeProvider time)
{
    /// <summary>When to come back after the queue was full: 1 h. Moderators need some time.</summary>
    public static readonly TimeSpan FullWait = TimeSpan.FromHours(1);

    /// <summary>What is said of a window that reaches beyond now.</summary>
    public const string NotOverSentence = "Only a time that is over can be excluded: nobody has seen yet what else will be in it.";

    /// <summary>What is said of a suspension of oneself, or of who moderates as well.</summary>
    public const string StaffSentence = "Nobody suspends himself or somebody with a role: an operator takes the roles away first.";

    private IModerationGrain Grain => grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    /// <summary>A page of open cases, each with its review as it is now.</summary>
    public async Task<(IReadOnlyList<QueueItem> Items, int Total, long? Next)> QueueAsync(long after, int count)
    {
        var page = await Grain.QueueAsync(after, count);
        var items = await Task.WhenAll(page.Items.Select(async open => new QueueItem(open, await ReviewAsync(open.FilmId, open.AuthorId))));
        return (items, page.Total, page.HasMore ? page.Items[^1].CaseId : null);
    }

    public Task<DecisionPage> LogAsync(long below, int count) => Grain.LogAsync(below, count);

    public Task<DecisionAnswer> DecideAsync(long caseId, ModerationAction action, long moderatorId, string reason) =>
        Grain.DecideAsync(caseId, action, moderatorId, reason);

    /// <summary>Suspends a member or ends that; null when the member is the moderator, or has a role.</summary>
    public async Task<DecisionAnswer?> SuspendAsync(long userId, bool lifts, long moderatorId, string reason)
    {
        if (await grains.GetGrain<IUserGrain>(userId).AccountAsync() is not { } account) return new DecisionAnswer(DecisionOutcome.Unknown);
        if (!lifts && (userId == moderatorId || !account.Roles.IsEmpty)) return null;
        return await Grain.SuspendAsync(userId, lifts, moderatorId, reason);
    }

    /// <summary>Excludes a window from a film's rating or counts it again, and lets this node know.</summary>
    public async Task<DecisionAnswer> ExcludeAsync(string filmId, ExcludedTime window, bool lifts, long moderatorId, string reason)
    {
        var answer = await Grain.ExcludeAsync(filmId, window.From, window.Until, lifts, moderatorId, reason);
        if (answer.Rating is { } rating) index.Offer(rating);
        return answer;
    }

    /// <summary>Whether all of the window has passed.</summary>
    public bool IsOver(ExcludedTime window) => window.Until <= time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The public names of members, as far as there are such members.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IEnumerable<long> userIds)
    {
        var profiles = await Task.WhenAll(userIds.Distinct().Select(userId => grains.GetGrain<IUserGrain>(userId).ProfileAsync()));
        return profiles.OfType<MemberProfile>().ToDictionary(profile => profile.UserId, profile => profile.DisplayName);
    }

    private Task<StoredReview?> ReviewAsync(string filmId, long authorId) => grains.GetGrain<IReviewGrain>(authorId, filmId, null).ReadAsync();
}

/// <summary>An open case with its review.</summary>
/// <param name="Case">The case.</param>
/// <param name="Review">The review as it is now; null when it was withdrawn.</param>
internal sealed record QueueItem(ModerationCase Case, StoredReview? Review);
