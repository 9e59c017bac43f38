using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>The contract on PostgreSQL.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresContract(PostgresFixture postgres) : StoreContract
{
    private protected override Task<StoreUnderTest> MakeAsync() => Task.FromResult<StoreUnderTest>(new PostgresUnderTest(postgres));
}

/// <summary>A separate schema on the tests' server. Unreachable: the server is killed or frozen.</summary>
internal sealed class PostgresUnderTest(PostgresFixture postgres) : StoreUnderTest
{
    private readonly PostgresPlace _place = postgres.NewPlace();

    public override bool IsShared => true;

    public override TestStore Open(TimeSpan? timeout = null) =>
        _place.Open(options => options.OperationTimeout = timeout ?? Patience);

    public override TestStore OpenLosingAnswers(Func<bool> loses) => _place.Open(faults: ScriptedFaults.LosingAnswers(loses));

    public override async Task<IAsyncDisposable> BeginOutageAsync(bool frozen)
    {
        if (frozen)
        {
            postgres.Server.Freeze();
            return new Outage(() =>
            {
                postgres.Server.Thaw();
                return Task.CompletedTask;
            });
        }

        await postgres.Server.KillAsync();
        return new Outage(postgres.Server.StartAgainAsync);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
