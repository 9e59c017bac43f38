using Orleans.Journaling;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>How fast it is here and now.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresFigures(PostgresFixture postgres, ITestOutputHelper output)
{
    private const int Writers = 256;
    private const int Journals = 1_000;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Append_ByManyWriters_SharesTransactions()
    {
        await using var store = postgres.NewPlace().Open();
        var journals = Enumerable.Range(0, Journals).Select(i => store.Journals.CreateStorage(new JournalId($"film/{i}"))).ToArray();
        var bytes = new byte[40];
        await Task.WhenAll(journals.Select(journal => journal.AppendAsync(new(bytes), CancellationToken.None).AsTask()));

        var (rows, transactions) = (store.Statistics.Kind("film").Appends, store.Statistics.Transactions);
        var start = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var i = writer; TimeProvider.System.GetElapsedTime(start) < Length; i += Writers)
                await journals[i >= Journals ? i = writer : i].AppendAsync(new(bytes), CancellationToken.None);
        })));
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        rows = store.Statistics.Kind("film").Appends - rows;
        transactions = store.Statistics.Transactions - transactions;
        output.WriteLine(
            $"Figure: PostgreSQL, {Writers} writers on {Journals} journals: {rows / seconds:F0} durable appends/s in "
                + $"{transactions / seconds:F0} transactions/s");
        Assert.True(rows > 2 * transactions, $"{rows} rows in {transactions} transactions");
    }
}
