using Microsoft.Extensions.Logging;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>What reviews and helpful votes share on their way to a film: one quota, one turn per film, and retries until there is an
/// answer.</summary>
internal sealed partial class ReviewDelivery(MemberActivation member, MemberAccess access)
{
    private readonly ILogger _logger = member.Logger;
    private readonly VoteQuota _quota = new(member.Options.Limit, member.Time);
    private readonly HashSet<string> _silentFilms = new(StringComparer.Ordinal);   // each logged once, until it answers

    /// <summary>Why a call may not write; null when it may, in which case it is counted.</summary>
    public ReviewOutcome? RefuseOrCount(string securityStamp) =>
        Refuse(securityStamp) ?? (_quota.TryTake() ? null : ReviewOutcome.TooMany);

    /// <summary>Why a call may not write; null when it may.</summary>
    public ReviewOutcome? Refuse(string securityStamp) =>
        access.Refuse(securityStamp, signedOut: ReviewOutcome.SignedOut, suspended: ReviewOutcome.Suspended);

    /// <summary>Takes the turn for the film's reviews, which is separate from that for its votes: a review with stars needs both.</summary>
    /// <returns>Null when it did not come up in time.</returns>
    public Task<IDisposable?> TakeTurnAsync(string filmId, Deadline deadline) => member.Turns.TakeAsync(KeyOf(filmId), deadline.Left);

    /// <inheritdoc cref="RequestNumbers.Admit"/>
    public bool Admit(string what, RequestNumber? number) => member.Numbers.Admit(KeyOf(what), number);

    /// <summary>Retries until there is an answer; null when the time is up first, or the activation has ended.</summary>
    public async Task<T?> AskAsync<T>(Func<Task<T>> ask, string filmId, Deadline deadline)
        where T : class
    {
        for (var pause = member.Options.RetryDelay; !deadline.IsOver && !member.HasEnded; pause = pause.Longer())
        {
            if (await TryAskAsync(ask, filmId, deadline) is { } answer) return answer;
            await deadline.PauseAsync(pause);
        }

        return null;
    }

    private async Task<T?> TryAskAsync<T>(Func<Task<T>> ask, string filmId, Deadline deadline)
        where T : class
    {
        try
        {
            var answer = await ask().WaitAsync(deadline.Left, member.Time);
            _silentFilms.Remove(filmId);
            return answer;
        }
        catch (Exception exception) when (exception is not ArgumentException)
        {
            if (_silentFilms.Add(filmId)) LogReviewNotDelivered(member.UserId, filmId, exception);
            return null;
        }
    }

    private static string KeyOf(string what) => "review " + what;

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Member {UserId}: a review or helpful vote on {FilmId} was not delivered; it will be resent until it is.")]
    private partial void LogReviewNotDelivered(long userId, string filmId, Exception exception);
}
