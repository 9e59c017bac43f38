using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;
using Reviews.Grains.Audit;

namespace Reviews.Grains.Platform;

/// <summary>Remembers who has unfinished work that spans grains, and resumes it.</summary>
[Reentrant, GrainType(GrainType)]
internal sealed partial class PendingWorkGrain(
    [FromKeyedServices("work")] WorkState state,
    [FromKeyedServices("swept")] SweptState swept,
    GrainJournal journal,
    IStoreHistory history,
    OpenMembers members,
    ILogger<PendingWorkGrain> logger) : StoreGrain(history), IPendingWorkGrain
{
    public const string GrainType = "work";

    /// <summary>Members resumed at a time.</summary>
    private const int Parallel = 8;

    private readonly HashSet<long> _registered = [];   // since the last attempt: these have newer work than it knew about
    private readonly HashSet<long> _silent = [];   // each logged once, until it answers
    private bool _pumping;

    public async Task RegisterAsync(long userId)
    {
        _registered.Add(userId);
        state.Add(userId);
        await journal.CommitAsync();
    }

    public Task<ImmutableArray<long>> PendingAsync() => Task.FromResult(state.Members.ToImmutableArray());

    public Task PumpAsync()
    {
        SweepOnce();
        return ResumeAllAsync();
    }

    private async Task ResumeAllAsync()
    {
        if (_pumping) return;
        _pumping = true;
        try
        {
            foreach (var group in state.Members.ToArray().Chunk(Parallel)) await Task.WhenAll(group.Select(ResumeAsync));
            await journal.CommitAsync();
        }
        finally
        {
            _pumping = false;
        }
    }

    private async Task ResumeAsync(long userId)
    {
        _registered.Remove(userId);
        try
        {
            if (await GrainFactory.GetGrain<IUserGrain>(userId).ResumeAsync() && !_registered.Contains(userId)) state.Remove(userId);
            _silent.Remove(userId);
        }
        catch (Exception exception)
        {
            if (_silent.Add(userId)) LogNotResumed(userId, exception);   // it stays registered and is resumed in the next round
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The work of member {UserId} could not be resumed yet.")]
    private partial void LogNotResumed(long userId, Exception exception);
}
