using Microsoft.Extensions.Logging;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Members;

/// <summary>Sees to it that what is unfinished is resumed, though the member never calls again and silos may crash.</summary>
/// <param name="member">The member.</param>
/// <param name="workOff">Goes on with everything that is unfinished; true when nothing is left.</param>
internal sealed partial class MemberWork(MemberActivation member, Func<Task<bool>> workOff)
{
    /// <summary>Films that are spoken to at a time.</summary>
    public const int Slice = 32;

    /// <summary>How long the work grain waits for one member before it turns to others; the work goes on meanwhile.</summary>
    public static readonly TimeSpan ResumeWait = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = member.Logger;
    private Task<bool>? _resuming;
    private int _registering;   // pieces of work that are registered, or on the way there, and not journalled yet

    /// <summary>Whether some work is registered, or about to be, of which the journal does not know yet.</summary>
    public bool IsRegistering => _registering > 0;

    private IPendingWorkGrain Registry => member.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(member.UserId));

    /// <summary>Goes on with what is left, or waits a while for those who do; true when it came to its end.</summary>
    public async Task<bool> GoOnAsync()
    {
        if (_resuming is not { IsCompleted: false }) _resuming = workOff();
        var first = await Task.WhenAny(_resuming, Task.Delay(ResumeWait, member.Time));
        return first == _resuming && await _resuming;
    }

    /// <summary>Goes on with what is left after a while, and keeps the grain awake until then.</summary>
    public void ResumeAfter(TimeSpan due) => member.RunAfter(due, ResumeOrRegisterAsync);

    /// <summary>Has what could not be delivered resumed by the work grain.</summary>
    public async Task RegisterAsync()
    {
        try
        {
            await Registry.RegisterAsync(member.UserId);
        }
        catch (Exception exception)
        {
            LogNotRegistered(member.UserId, exception);
            if (!member.HasEnded) ResumeAfter(member.Options.ResumeInterval);
        }
    }

    /// <summary>Registers the member's work first and has it journalled then, so that no crash can leave it to nobody. Until it is
    /// journalled the member is not idle, though the journal knows of nothing.</summary>
    public async Task<T> RegisterBeforeAsync<T>(Func<Task<T>> journalWork)
    {
        _registering++;
        try
        {
            await Registry.RegisterAsync(member.UserId);
            return await journalWork();
        }
        finally
        {
            _registering--;   // a write that failed ends the activation, which then confirms nothing any more
        }
    }

    /// <summary>Takes a step for each item, a slice at a time.</summary>
    /// <returns>False when one of the steps could not be taken, or the activation has ended.</returns>
    public async Task<bool> ForEachAsync<T>(IEnumerable<T> items, int slice, Func<T, Task<bool>> step)
    {
        var all = true;
        foreach (var some in items.ToArray().Chunk(slice))
        {
            if (member.HasEnded) return false;
            foreach (var done in await Task.WhenAll(some.Select(step))) all &= done;
        }

        return all;
    }

    /// <summary>Takes a step that nobody waits for; one that fails is taken again by the next resumption.</summary>
    public async Task<bool> TryAsync(Func<Task> step)
    {
        if (member.HasEnded) return false;   // what the step belongs to may be among what the store has lost
        try
        {
            await step();
            return true;
        }
        catch (Exception exception)
        {
            LogStepFailed(member.UserId, exception);
            return false;
        }
    }

    private async Task ResumeOrRegisterAsync()
    {
        if (!await GoOnAsync()) await RegisterAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Member {UserId}: open votes could not be registered as work.")]
    private partial void LogNotRegistered(long userId, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Information, Message =
            "Member {UserId}: a step that nobody waits for failed: of an erasure, a new name, a letter or a session. It is taken again.")]
    private partial void LogStepFailed(long userId, Exception exception);
}
