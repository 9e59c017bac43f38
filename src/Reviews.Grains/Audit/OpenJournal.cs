using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;

namespace Reviews.Grains.Audit;

/// <summary>One grain's journal, read into its states without the grain.</summary>
internal sealed class OpenJournal : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly IJournaledStateManager _manager;
    private readonly IReadOnlyDictionary<string, IStateMachine> _states;

    private OpenJournal(
        GrainId grain, AsyncServiceScope scope, IJournaledStateManager manager, IReadOnlyDictionary<string, IStateMachine> states) =>
        (Key, _scope, _manager, _states) = (grain.Key.ToString()!, scope, manager, states);

    /// <summary>The grain's key.</summary>
    public string Key { get; }

    /// <summary>Reads the journal of a grain whose kind is journalled.</summary>
    public static async Task<OpenJournal> ReadAsync(
        GrainId grain, IJournaledStateManagerFactory managers, IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        var states = GrainsRegistration.Journals[grain.Type.ToString()!](scope.ServiceProvider);
        var open = new OpenJournal(grain, scope, managers.CreateStandalone(new JournalId(grain.ToString())), states);
        try
        {
            foreach (var (name, state) in states) open._manager.RegisterStateMachine(name, state);
            await open._manager.InitializeAsync(cancellationToken);
            return open;
        }
        catch
        {
            await open.DisposeAsync();
            throw;
        }
    }

    /// <summary>The journal's state of that type; null when its grain has none.</summary>
    public TState? Find<TState>()
        where TState : class, IStateMachine => _states.Values.OfType<TState>().SingleOrDefault();

    /// <summary>The journal's state of that type.</summary>
    public TState Of<TState>()
        where TState : class, IStateMachine => _states.Values.OfType<TState>().Single();

    /// <summary>Makes durable what was staged.</summary>
    public ValueTask WriteAsync(CancellationToken cancellationToken) => _manager.WriteStateAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _manager.DisposeAsync();
        await _scope.DisposeAsync();
    }
}
