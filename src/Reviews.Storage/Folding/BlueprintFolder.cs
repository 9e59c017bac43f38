using Microsoft.Extensions.DependencyInjection;
using Orleans.Journaling;

namespace Reviews.Storage.Folding;

/// <summary>Folds with Orleans' own state manager, beside the living grain, on states made by the grain type's blueprint.</summary>
internal sealed class BlueprintFolder(
    IEnumerable<JournalBlueprint> blueprints,
    FoldStorageProvider provider,
    [FromKeyedServices(FoldStorageProvider.Name)] IJournaledStateManagerFactory managers,
    IServiceScopeFactory scopes) : IJournalFolder
{
    private readonly Dictionary<string, JournalBlueprint> _blueprints = blueprints.ToDictionary(
        each => each.GrainType, StringComparer.Ordinal);

    public bool Knows(string kind) => _blueprints.ContainsKey(kind);

    public async Task FoldAsync(FoldStorage fold, CancellationToken cancellationToken)
    {
        using var offer = provider.Offer(fold);
        await using var scope = scopes.CreateAsyncScope();
        await using var manager = managers.CreateStandalone(new JournalId(fold.Name.Value));
        foreach (var (name, state) in _blueprints[fold.Name.Kind].CreateStates(scope.ServiceProvider))
            manager.RegisterStateMachine(name, state);
        await manager.InitializeAsync(cancellationToken);
        await manager.WriteStateAsync(cancellationToken);
    }
}
