using Orleans.Journaling;

namespace Reviews.Storage;

/// <summary>What the journals of one grain type are made of, so that the store can compact them alongside the live grain.</summary>
/// <param name="GrainType">The grain type: the part of the grain id before the slash.</param>
/// <param name="CreateStates">
/// Creates fresh state machines under the names the grain gives them, in the order it declares them; all of them, as a missing name is
/// taken to be retired. Called in its own service scope.
/// </param>
public sealed record JournalSchema(
    string GrainType, Func<IServiceProvider, IReadOnlyDictionary<string, IStateMachine>> CreateStates);
