using Orleans.Journaling;

namespace Reviews.Storage;

/// <summary>What the journals of one grain type are made of, so that the store can compact them beside the living grain.</summary>
/// <param name="GrainType">The grain type: what stands before the slash in the grain id.</param>
/// <param name="CreateStates">
/// Makes fresh state machines under the names the grain gives them, in the order it declares them; all of them, as a name that is
/// missing is held to be retired. Called in a service scope of its own.
/// </param>
public sealed record JournalSchema(
    string GrainType, Func<IServiceProvider, IReadOnlyDictionary<string, IStateMachine>> CreateStates);
