using Reviews.Application.Damage;
using Reviews.Application.Members.Suspension;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Members;
using Reviews.Contracts.Moderation;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Moderation;

/// <summary>What moderators can see and do, for the API and for pages.</summary>
internal sealed class ModerationService(
    IGrainFactory grains, FilmIndex index, SuspendedAddressBook addresses, ModerationEmails emails, TimeProvider time)
{
    /// <summary>When to try again after the queue was full: 1 h. Moderators need some time.</summary>
    public static readonly TimeSpan FullWait = TimeSpan.FromHours(1);

    /// <summary>The error for a window that reaches into the future.</summary>
    public const string NotOverSentence = "Only a period that is over can be excluded: nobody knows yet what else will happen in it.";

    /// <summary>The error for suspending oneself or someone with a role.</summary>
    public const string StaffSentence = "You can't suspend yourself or anyone with a role: an operator has to remove the role first.";

    private IModerationGrain Grain => grains.GetGrain<IModerationGrain>(IModerationGrain.Key);

    /// <summary>A page of open cases, each with its review as it is now; a decision without a revision is about that.</summary>
    public async Task<(IReadOnlyList<QueueItem> Items, int Total, long? Next)> QueueAsync(long after, int count)
    {
        var page = await Grain.QueueAsync(after, count);
        var items = await Task.WhenAll(page.Items.Select(ItemAsync));
        await Grain.ShownAsync([.. items.Select(item => item.Shown).OfType<ShownCase>()]);
        return (items, page.Total, page.HasMore ? page.Items[^1].CaseId : null);
    }

    public Task<DecisionPage> LogAsync(long below, int count) => Grain.LogAsync(below, count);

    /// <summary>Decides a case, or decides it again. The review's writer is emailed when it is hidden, or shown again.</summary>
    public async Task<DecisionAnswer> DecideAsync(CaseVerdict verdict)
    {
        var answer = await Grain.DecideOnAsync(verdict);
        if (answer is { Outcome: DecisionOutcome.Done, Decision: { TellsAuthor: true } decision }) await emails.TryTellAsync(decision);
        return answer;
    }

    /// <summary>Suspends a member or ends the suspension; null when the member is the moderator, or has a role.</summary>
    public async Task<DecisionAnswer?> SuspendAsync(long userId, bool lifts, long moderatorId, string reason)
    {
        if (lifts) return await LiftAsync(userId, moderatorId, reason);
        if (await grains.GetGrain<IUserGrain>(userId).AccountAsync() is not { } account) return new DecisionAnswer(DecisionOutcome.Unknown);
        if (userId == moderatorId || !account.Roles.IsEmpty) return null;
        var answer = await Grain.SuspendAsync(userId, lifts, moderatorId, reason);
        if (answer is { Outcome: DecisionOutcome.Done, Decision: { } decision })
            await emails.TryTellOfSuspensionAsync(decision, account.Email);
        return answer;
    }

    /// <summary>Also for a member who has been erased: the address becomes free. Repeating it continues where it stopped.</summary>
    private async Task<DecisionAnswer> LiftAsync(long userId, long moderatorId, string reason)
    {
        var answer = await Grain.SuspendAsync(userId, lifts: true, moderatorId, reason);
        if (answer.Outcome != DecisionOutcome.Unknown) await addresses.ForgetAsync(userId);
        return answer;
    }

    /// <summary>Excludes a window from a film's rating or counts it again, and updates this node.</summary>
    public async Task<DecisionAnswer> ExcludeAsync(string filmId, ExcludedTime window, bool lifts, long moderatorId, string reason)
    {
        var answer = await Grain.ExcludeAsync(filmId, window.From, window.Until, lifts, moderatorId, reason);
        if (answer.Rating is { } rating) index.Offer(rating);
        return answer;
    }

    /// <summary>Whether all of the window has passed.</summary>
    public bool IsOver(ExcludedTime window) => window.Until <= time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The public names of those members that exist.</summary>
    public async Task<IReadOnlyDictionary<long, string>> NamesAsync(IEnumerable<long> userIds)
    {
        var profiles = await Task.WhenAll(userIds.Distinct().Select(ProfileAsync));
        return profiles.OfType<MemberProfile>().ToDictionary(profile => profile.UserId, profile => profile.DisplayName);
    }

    /// <summary>A member whose journal is damaged is shown without a name, so that the rest of the queue can be read.</summary>
    private async Task<MemberProfile?> ProfileAsync(long userId)
    {
        try
        {
            return await grains.GetGrain<IUserGrain>(userId).ProfileAsync();
        }
        catch (Exception exception) when (DamagedContent.Of(exception) is not null)
        {
            return null;
        }
    }

    private async Task<QueueItem> ItemAsync(ModerationCase open)
    {
        try
        {
            return new QueueItem(open, await ReviewAsync(open.FilmId, open.AuthorId));
        }
        catch (Exception exception) when (DamagedContent.Of(exception) is not null)
        {
            return new QueueItem(open, null, IsDamaged: true);
        }
    }

    private Task<ModeratedReview> ReviewAsync(string filmId, long authorId) =>
        grains.GetGrain<IReviewGrain>(authorId, filmId, null).ForModeratorsAsync();
}

/// <summary>An open case with its review.</summary>
/// <param name="Case">The case.</param>
/// <param name="Review">The review as it is now, withdrawn or not; null when it is damaged.</param>
/// <param name="IsDamaged">Whether the review can't be read from the store.</param>
internal sealed record QueueItem(ModerationCase Case, ModeratedReview? Review, bool IsDamaged = false)
{
    /// <summary>The text that is shown of it; null when it can't be read.</summary>
    public ShownCase? Shown => Review is null ? null : new ShownCase(Case.CaseId, Review.Revision);

    /// <summary>The texts that were reported in this case, in the order of the reports.</summary>
    public IEnumerable<ReportedText> ReportedTexts => Case.Reports.Select(report => report.Revision).Distinct()
        .Select(revision => Review?.Reported.FirstOrDefault(text => text.Revision == revision)).OfType<ReportedText>();
}
