using Storage.Tests.Azure;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>The contract on Azure Storage, as Azurite speaks it.</summary>
[Trait("Category", "Slow")]
public sealed class AzureContract(OwnAzurite azurite) : StoreContract, IClassFixture<OwnAzurite>
{
    private protected override Task<StoreUnderTest> MakeAsync() => Task.FromResult<StoreUnderTest>(new AzureUnderTest(azurite.Server));
}

/// <summary>An Azurite for the tests of one class, which may stop it.</summary>
public sealed class OwnAzurite : Fixture
{
    private AzuriteServer? _server;

    internal AzuriteServer Server => Started(_server);

    protected override async Task StartAsync() => _server = await AzuriteServer.StartAsync();

    protected override async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}

/// <summary>A separate container. Unreachable: the server is stopped or frozen.</summary>
internal sealed class AzureUnderTest(AzuriteServer server) : StoreUnderTest
{
    private readonly AzureContainer _container = new(server.ConnectionString);

    public override bool IsShared => true;

    public override TestStore Open(TimeSpan? timeout = null) =>
        _container.Open(configure: options => options.OperationTimeout = timeout ?? Patience);

    /// <summary>For operations with several requests, the response to the deciding one is lost, and to each of its retries.</summary>
    public override TestStore OpenLosingAnswers(Func<bool> loses) => _container.Open(new ScriptedRequests
    {
        Answered = request => loses() && (request.IsAppend() || request.IsRecord())
            ? throw new IOException("The answer was lost.")
            : Task.CompletedTask,
    });

    public override async Task<IAsyncDisposable> BeginOutageAsync(bool frozen)
    {
        if (!frozen)
        {
            await server.StopAsync();
            return new Outage(server.StartAgainAsync);
        }

        server.Freeze();
        return new Outage(() =>
        {
            server.Thaw();
            return Task.CompletedTask;
        });
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
