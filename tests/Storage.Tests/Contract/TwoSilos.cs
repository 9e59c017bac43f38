using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>Two silos on one store; where that can't be, two activations in one silo.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly TestStore? _own;

    public TwoSilos(StoreUnderTest store)
    {
        First = store.Open();
        _own = store.IsShared ? store.Open() : null;
    }

    public TestStore First { get; }

    public TestStore Second => _own ?? First;

    public async ValueTask DisposeAsync()
    {
        if (_own is not null) await _own.DisposeAsync();
        await First.DisposeAsync();
    }
}
