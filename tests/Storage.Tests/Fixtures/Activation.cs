using Orleans.Journaling;

namespace Storage.Tests.Fixtures;

/// <summary>One activation's state manager and state.</summary>
internal sealed record Activation(IJournaledStateManager Manager, Tally Tally) : IAsyncDisposable
{
    /// <summary>Writes one batch of votes by members <paramref name="first"/>, first + 1, ... as one segment.</summary>
    public async Task VoteAsync(long first, int count = 1, uint ticket = 1)
    {
        for (var i = 0; i < count; i++) Tally.Enter(new Vote(first + i, ticket, 1_700_000_000, 8));
        await Manager.WriteStateAsync();
    }

    public async Task DeleteAsync() => await Manager.DeleteStateAsync();

    public ValueTask DisposeAsync() => Manager.DisposeAsync();
}
