using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Journaling;
using Reviews.Grains.Journals;

namespace Grains.Tests.Fixtures;

/// <summary>A miniature journalled grain.</summary>
[Alias("grains-tests.ITrialGrain")]
public interface ITrialGrain : IGrainWithStringKey
{
    [Alias("Commit")]
    Task CommitAsync(string word);

    /// <summary>Commits, and when that fails commits something else.</summary>
    [Alias("CommitTwice")]
    Task CommitTwiceAsync(string word, string another);

    /// <summary>What the journal held when the activation began.</summary>
    [Alias("Read")]
    Task<string[]> ReadAsync();

    /// <summary>How many words this activation was given.</summary>
    [Alias("Given")]
    Task<int> GivenAsync();
}

/// <summary>Why activations of the trial grain have ended.</summary>
internal sealed class TrialEnds
{
    public ConcurrentQueue<DeactivationReason> Reasons { get; } = [];
}

[Reentrant, GrainType(GrainType)]
internal sealed class TrialGrain([FromKeyedServices("words")] Scribe words, GrainJournal journal, TrialEnds ends) : Grain, ITrialGrain
{
    public const string GrainType = "trial";

    private int _given;

    public static void Register(IServiceCollection services) =>
        services.AddSingleton<TrialEnds>().AddStateMachine<Scribe, Scribe>((_, name) => new Scribe(name, []));

    public Task CommitAsync(string word)
    {
        _given++;
        words.Stage(word);
        return journal.CommitAsync();
    }

    public async Task CommitTwiceAsync(string word, string another)
    {
        var first = CommitAsync(word);
        await first.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await CommitAsync(another);
    }

    public Task<string[]> ReadAsync() => Task.FromResult(words.Replayed.ToArray());

    public Task<int> GivenAsync() => Task.FromResult(_given);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        ends.Reasons.Enqueue(reason);
        return Task.CompletedTask;
    }
}
