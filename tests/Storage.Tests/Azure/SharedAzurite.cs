using Storage.Tests.Azure;

[assembly: AssemblyFixture(typeof(SharedAzurite))]

namespace Storage.Tests.Azure;

/// <summary>One Azurite for all tests that leave it running, each with its own container. Started by the first that needs it.</summary>
public sealed class SharedAzurite : IAsyncDisposable
{
    private readonly Lazy<Task<AzuriteServer>> _server = new(AzuriteServer.StartAsync);

    public async Task<string> ConnectionStringAsync() => (await _server.Value).ConnectionString;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
