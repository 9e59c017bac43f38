using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>One store for the contract suite, initially empty, whatever it is kept on.</summary>
internal abstract class StoreUnderTest : IAsyncDisposable
{
    /// <summary>How long a call may take in an opening for outages.</summary>
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Tests don't fail on a clock: how long a call may take in any other.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>True if several silos use it at once, each having opened it separately.</summary>
    public abstract bool IsShared { get; }

    /// <summary>Opens it as a silo does.</summary>
    /// <param name="timeout">Longest wait for one call; null: very long.</param>
    public abstract TestStore Open(TimeSpan? timeout = null);

    /// <summary>Opens it; writes take effect, but while <paramref name="loses"/> says so, their answers don't come.</summary>
    public abstract TestStore OpenLosingAnswers(Func<bool> loses);

    /// <summary>Makes the store's backend unreachable until the returned scope is disposed.</summary>
    /// <param name="frozen">True if it exists but does not respond, false if it is gone.</param>
    public abstract Task<IAsyncDisposable> BeginOutageAsync(bool frozen);

    public abstract ValueTask DisposeAsync();
}

/// <summary>Ends an outage.</summary>
internal sealed class Outage(Func<Task> end) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await end();
}
