using Reviews.Storage;
using Storage.Tests.Fixtures;

namespace Storage.Tests.PostgreSql;

/// <summary>Who may share a store: the silos of one cluster, or a single run alone.</summary>
[Collection<PostgresCollection>, Trait("Category", "Slow")]
public sealed class PostgresSharingTests(PostgresFixture postgres)
{
    private const int Silos = 8;

    private readonly PostgresPlace _place = postgres.NewPlace();

    [Fact]
    public async Task Open_OfAMissingSchemaByManySilosAtOnce_MakesItOnce()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, Silos).Select(_ => Task.Run(() => _place.Open())));
        Assert.Equal(5, _place.Count("meta"));   // format, journals, cluster, the id of the store and its incarnation
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Theory]
    [InlineData(true, true, "in use by another run or by a cluster")]
    [InlineData(false, true, "in use by another run or by a cluster")]
    [InlineData(true, false, "in use by a run that doesn't share it")]
    public async Task Open_WhereOneIsAlone_IsRefusedUntilItIsFree(bool firstAlone, bool secondAlone, string because)
    {
        await using (_place.Open(options => options.Alone = firstAlone))
        {
            var refusal = Assert.Throws<StoreOpenException>(() => _place.Open(options => options.Alone = secondAlone));
            Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        }

        await using var free = _place.Open(options => options.Alone = secondAlone);
    }

    [Fact]
    public async Task Write_AfterTheSessionWasLostToAnotherRun_IsRefused()
    {
        await using var first = _place.Open(options => options.Alone = true);
        var journal = first.Journals.CreateStorage(new("film/heat"));
        await journal.AppendAsync(new([1]), TestContext.Current.CancellationToken);
        EndSessions();
        await using var second = _place.Open(options => options.Alone = true);

        var failure = await Assert.ThrowsAsync<StoreFailureException>(
            () => journal.AppendAsync(new([2]), TestContext.Current.CancellationToken).AsTask());
        Assert.IsNotType<TimeoutException>(failure.InnerException);
        Assert.Equal(1, _place.Count("segment"));
    }

    [Fact]
    public async Task Write_AfterTheSessionWasLost_GoesOnWithTheNextGroup()
    {
        await using var store = _place.Open(options => options.Alone = true);
        var journal = store.Journals.CreateStorage(new("film/heat"));
        await journal.AppendAsync(new([1]), TestContext.Current.CancellationToken);
        EndSessions();
        await Assert.ThrowsAsync<StoreFailureException>(
            () => journal.AppendAsync(new([2]), TestContext.Current.CancellationToken).AsTask());

        var again = store.Journals.CreateStorage(new("film/heat"));
        await again.AppendAsync(new([3]), TestContext.Current.CancellationToken);
        Assert.Throws<StoreOpenException>(() => _place.Open());
    }

    [Fact]
    public async Task Write_WhenTheStoreWasGivenToAnotherClusterMeanwhile_IsRefused()
    {
        await using var store = _place.Open();
        _place.Scalar("UPDATE meta SET value = 'others' WHERE key = 'cluster'");
        EndSessions();
        var journal = store.Journals.CreateStorage(new("film/heat"));
        for (var i = 0; i < 2; i++)
            await Assert.ThrowsAsync<StoreFailureException>(
                () => journal.AppendAsync(new([1]), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(0, _place.Count("segment"));
    }

    /// <summary>Ends all sessions of stores, and waits until they are gone.</summary>
    private void EndSessions() =>
        _place.Scalar("SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = 'OrleansReviews'");
}
