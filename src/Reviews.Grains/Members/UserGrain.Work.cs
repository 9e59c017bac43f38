using Reviews.Contracts.Platform;

namespace Reviews.Grains.Members;

/// <summary>What goes on without anybody waiting: open votes, erasure, suspension, imports. In slices, from wherever it was left.</summary>
internal sealed partial class UserGrain
{
    /// <summary>Films that are spoken to at a time.</summary>
    private const int WorkSlice = 32;

    /// <summary>How long the work grain waits for one member before it turns to others; the work goes on meanwhile.</summary>
    private static readonly TimeSpan ResumeWait = TimeSpan.FromSeconds(5);

    private bool _ended;

    private bool HasWork => erasure.Value is { FinishedAt: null } || HasVotesToSendAgain || (imports.Active is not null && !IsSuspended);

    public async Task<bool> ResumeAsync()
    {
        if (_resuming is not { IsCompleted: false }) _resuming = WorkAsync();
        var first = await Task.WhenAny(_resuming, Task.Delay(ResumeWait, time));
        return first == _resuming && await _resuming;
    }

    /// <summary>True when nothing is left.</summary>
    private async Task<bool> WorkAsync()
    {
        if (erasure.Value is { FinishedAt: null }) return await GoOnErasingAsync();
        if (erasure.Value is not null) return true;
        var delivered = await DeliverOpenAsync();
        var told = await SendAgainAsync();
        var imported = await GoOnImportingAsync();
        return delivered && told && imported && !HasWork && votes.All.All(IsDone);
    }

    /// <summary>Registers the member's work before it is journalled, so that no crash can leave it to nobody.</summary>
    private Task RegisterBeforeAsync() => GrainFactory.GetGrain<IWorkGrain>(IWorkGrain.Of(UserId)).RegisterAsync(UserId);

    /// <summary>Takes a step for each item, a slice at a time.</summary>
    /// <returns>False when one of the steps could not be taken, or the grain has ended.</returns>
    private async Task<bool> ForEachAsync<T>(IEnumerable<T> items, int slice, Func<T, Task<bool>> step)
    {
        var all = true;
        foreach (var some in items.ToArray().Chunk(slice))
        {
            if (_ended) return false;
            foreach (var done in await Task.WhenAll(some.Select(step))) all &= done;
        }

        return all;
    }
}
