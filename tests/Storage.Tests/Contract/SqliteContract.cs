using Microsoft.Data.Sqlite;
using Storage.Tests.Fixtures;

namespace Storage.Tests.Contract;

/// <summary>The contract on SQLite.</summary>
public sealed class SqliteContract : StoreContract
{
    private protected override Task<StoreUnderTest> MakeAsync() => Task.FromResult<StoreUnderTest>(new SqliteUnderTest());
}

/// <summary>A folder of one process. Unreachable: another program holds the file for writing.</summary>
internal sealed class SqliteUnderTest : StoreUnderTest
{
    private readonly TempFolder _folder = new();

    public override bool IsShared => false;

    public override TestStore Open(TimeSpan? timeout = null) =>
        TestStore.Open(_folder, options => options.OperationTimeout = timeout ?? Patience);

    public override TestStore OpenLosingAnswers(Func<bool> loses) => TestStore.Open(_folder, faults: ScriptedFaults.LosingAnswers(loses));

    public override Task<IAsyncDisposable> BeginOutageAsync(bool frozen)
    {
        var other = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();
        return Task.FromResult<IAsyncDisposable>(other);
    }

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
