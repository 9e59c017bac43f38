using Microsoft.Extensions.Logging;
using Reviews.Contracts.Platform;

namespace Reviews.Grains.Members;

/// <summary>Makes sure that unfinished work is resumed, even if the member never calls again and silos crash.</summary>
/// <param name="member">The member.</param>
/// <param name="workOff">Continues everything unfinished; true when nothing is left.</param>
internal sealed partial class MemberWork(MemberActivation member, Func<Task<bool>> workOff)
{
    /// <summary>Films contacted at a time.</summary>
    public const int Slice = 32;

    /// <summary>How long the pending-work grain waits for one member before it moves on; the work continues meanwhile.</summary>
    public static readonly TimeSpan ResumeWait = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = member.Logger;
    private Task<bool>? _resuming;
    private int _registering;   // pieces of work registered, or being registered, but not journalled yet

    /// <summary>Whether some work is registered, or being registered, that the journal does not know about yet.</summary>
    public bool IsRegistering => _registering > 0;

    private IPendingWorkGrain Registry => member.Grains.GetGrain<IPendingWorkGrain>(IPendingWorkGrain.Of(member.UserId));

    /// <summary>Continues what is left, or waits a while for a run in progress; true when it has finished.</summary>
    public async Task<bool> GoOnAsync()
    {
        if (_resuming is not { IsCompleted: false }) _resuming = workOff();
        var first = await Task.WhenAny(_resuming, Task.Delay(ResumeWait, member.Time));
        return first == _resuming && await _resuming;
    }

    /// <summary>Continues what is left after <paramref name="due"/>, and keeps the grain active until then.</summary>
    public void ResumeAfter(TimeSpan due) => member.RunAfter(due, ResumeOrRegisterAsync);

    /// <summary>Has the pending-work grain resume what could not be delivered.</summary>
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

    /// <summary>Registers the member's work before journalling it, so that no crash can orphan it. Until it is journalled the member is not
    /// idle, although the journal knows nothing about it.</summary>
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
            _registering--;   // a failed write ends the activation, which then confirms nothing
        }
    }

    /// <summary>Runs a step for each item, a slice at a time.</summary>
    /// <returns>False when one of the steps failed, or the activation has ended.</returns>
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

    /// <summary>Runs a step that nobody is waiting for; if it fails, the next resumption retries it.</summary>
    public async Task<bool> TryAsync(Func<Task> step)
    {
        if (member.HasEnded) return false;   // what the step belongs to may have been lost by the store
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
            "Member {UserId}: a background step (erasure, new name, email or session) failed. It will be retried.")]
    private partial void LogStepFailed(long userId, Exception exception);
}
