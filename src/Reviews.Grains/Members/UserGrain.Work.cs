using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>
/// What goes on without anyone waiting: open votes, erasure, suspension, imports, a new public name, letters. In slices, from wherever it
/// was left.
/// </summary>
internal sealed partial class UserGrain
{
    /// <summary>Films that are spoken to at a time.</summary>
    private const int WorkSlice = 32;

    /// <summary>How long the work grain waits for one member before it turns to others; the work goes on meanwhile.</summary>
    private static readonly TimeSpan ResumeWait = TimeSpan.FromSeconds(5);

    private int _registering;   // pieces of work that are registered, or on the way there, and not journalled yet

    private bool HasWork => erasure.Value is { FinishedAt: null } || HasVotesToSendAgain || HasNameToTell || OwesLetters
        || (imports.Active is not null && !IsSuspended);

    private bool HasOpen => !votes.All.All(IsDone) || !reviews.Reviews.All(IsDone) || !reviews.Marks.All(IsDone);

    private bool IsIdle => _registering == 0 && !HasWork && !HasOpen;

    public async Task<bool> ResumeAsync() => await GoOnAsync() && await ConfirmIdleAsync();

    /// <summary>Goes on with what is left, or waits a while for those who do; true when it came to its end.</summary>
    private async Task<bool> GoOnAsync()
    {
        if (_resuming is not { IsCompleted: false }) _resuming = WorkAsync();
        var first = await Task.WhenAny(_resuming, Task.Delay(ResumeWait, time));
        return first == _resuming && await _resuming;
    }

    /// <summary>True when nothing is left.</summary>
    private async Task<bool> WorkAsync()
    {
        if (HasEnded) return false;
        if (erasure.Value is { FinishedAt: null }) return await GoOnErasingAsync();
        if (erasure.Value is not null) return true;
        var posted = await PostLettersAsync();
        var delivered = await DeliverOpenAsync();
        var told = await SendAgainAsync();
        var named = await TellNameAsync();
        var imported = await GoOnImportingAsync();
        return posted && delivered && told && named && imported && !HasWork && votes.All.All(IsDone);
    }

    /// <summary>Says that nothing is left, in the journal first: whatever an activation registered that still takes itself for the member
    /// is refused by the journal from then on, or is known here.</summary>
    private async Task<bool> ConfirmIdleAsync()
    {
        if (!IsIdle) return false;
        votes.Confirm();
        await journal.CommitAsync();
        return IsIdle;
    }

    /// <summary>Registers the member's work and has it journalled then, so that no crash can leave it to nobody. Until it is, the member is
    /// not idle, though the journal knows of nothing.</summary>
    private async Task<T> RegisterBeforeAsync<T>(Func<Task<T>> journalWork)
    {
        _registering++;
        try
        {
            await GrainFactory.GetGrain<IWorkGrain>(IWorkGrain.Of(UserId)).RegisterAsync(UserId);
            return await journalWork();
        }
        finally
        {
            _registering--;   // a write that failed ends the activation, which then confirms nothing any more
        }
    }

    /// <summary>Takes a step for each item, a slice at a time.</summary>
    /// <returns>False when one of the steps could not be taken, or the grain has ended.</returns>
    private async Task<bool> ForEachAsync<T>(IEnumerable<T> items, int slice, Func<T, Task<bool>> step)
    {
        var all = true;
        foreach (var some in items.ToArray().Chunk(slice))
        {
            if (HasEnded) return false;
            foreach (var done in await Task.WhenAll(some.Select(step))) all &= done;
        }

        return all;
    }
}
