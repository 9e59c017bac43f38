using Reviews.Contracts.Members;

namespace Reviews.Application.Members;

/// <summary>Takes a member's writes to the member's grain until there is an answer or time is up. Nobody answers what a dying silo was
/// working on; asking again finds its successor.</summary>
internal sealed class OrderedCalls(TimeProvider time)
{
    /// <summary>How long a write may take before the answer is 503: 10 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long one attempt may take: 4 s. A silo that died is declared dead after 3 to 6 s, so a second or third attempt reaches another.
    /// </summary>
    private static readonly TimeSpan OneTry = TimeSpan.FromSeconds(4);

    /// <summary>Asks with a new number and the time that is left, each time.</summary>
    /// <param name="member">The member.</param>
    /// <param name="ask">One try.</param>
    /// <param name="isOvertaken">Whether an answer says that the number came too late: then it is asked again.</param>
    /// <returns>
    /// The answer, null when none came in time: the write may have been made, or may still be. And whether an earlier attempt went
    /// unanswered, so that it may have been the one that did the work; one that was overtaken did nothing.
    /// </returns>
    public async Task<(T? Answer, bool Again)> AskAsync<T>(
        IUserGrain member, Func<RequestNumber, TimeSpan, Task<T>> ask, Func<T, bool> isOvertaken)
        where T : class
    {
        var asked = time.GetTimestamp();
        for (var again = false; ;)
        {
            var left = Deadline - time.GetElapsedTime(asked);
            if (left <= TimeSpan.Zero) return (null, again);
            var answer = await TryAsync(member, ask, left);
            if (answer is not null && !isOvertaken(answer)) return (answer, again);
            again |= answer is null;
        }
    }

    /// <summary>One attempt, for as long as it may take; null when no answer came.</summary>
    private async Task<T?> TryAsync<T>(IUserGrain member, Func<RequestNumber, TimeSpan, Task<T>> ask, TimeSpan left)
        where T : class
    {
        var limit = left < OneTry ? left : OneTry;
        try
        {
            return await NumberedAsync(member, ask, left, limit).WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>With a number taken now: if the write is delayed on its way, it is not applied after a later one.</summary>
    private async Task<T?> NumberedAsync<T>(IUserGrain member, Func<RequestNumber, TimeSpan, Task<T>> ask, TimeSpan left, TimeSpan limit)
        where T : class
    {
        var began = time.GetTimestamp();
        var number = await member.TakeNumberAsync();
        return time.GetElapsedTime(began) < limit ? await ask(number, left) : null;
    }
}
