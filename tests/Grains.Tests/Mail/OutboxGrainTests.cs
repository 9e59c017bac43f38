using System.Text;
using Grains.Tests.Fixtures;
using Microsoft.Data.Sqlite;
using Reviews.Contracts.Mail;

namespace Grains.Tests.Mail;

/// <summary>What was posted is handed out until it is removed, whatever happens in between.</summary>
public sealed class OutboxGrainTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task PostAsync_ProcessDiesOnceTheStoreHasIt_TheNextHandsItOut()
    {
        await using (var silo = await TestSilo.StartAsync(_store))
        {
            Assert.True(await Box(silo).PostAsync(Letter("promised")));
            await silo.DieDuringAsync("outbox/", storeFirst: true, () => Box(silo).PostAsync(Letter("durable, and never answered")));
        }

        await using var next = await TestSilo.StartAsync(_store);
        Assert.Equal("promised", TextOf(await Box(next).LeaseAsync()));
        Assert.Equal("durable, and never answered", TextOf(await Box(next).LeaseAsync()));
        Assert.Null((await Box(next).LeaseAsync()).Letter);
    }

    [Fact]
    public async Task PostAsync_StoreFails_ThrowsAndNobodyEverSeesIt()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        silo.Faults.FailNext("outbox/");
        await Assert.ThrowsAsync<IOException>(() => Box(silo).PostAsync(Letter("lost")));
        await Eventually.AnsweredAsync(() => Box(silo).PostAsync(Letter("kept")), kept => kept);
        Assert.Equal("kept", TextOf(await Box(silo).LeaseAsync()));
        Assert.Equal(1, (await Box(silo).LeaseAsync()).Waiting);
    }

    [Fact]
    public async Task LeaseAsync_Letters_HandsEachOutOnceAndTheOldestFirst()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        Assert.Equal(new EmailLease(null, null, 0), await Box(silo).LeaseAsync());
        foreach (var text in new[] { "one", "two" }) await Box(silo).PostAsync(Letter(text));

        var first = await Box(silo).LeaseAsync();
        Assert.Equal(("one", 2, 0), (TextOf(first), first.Waiting, first.Letter!.Tries));
        Assert.Equal("two", TextOf(await Box(silo).LeaseAsync()));
        var none = await Box(silo).LeaseAsync();
        Assert.Null(none.Letter);
        Assert.InRange(none.NextIn!.Value, TimeSpan.FromTicks(1), OutboxLimits.LeaseTime);

        await Box(silo).DelayAsync(first.Letter.Sealed.LetterId);
        Assert.InRange((await Box(silo).LeaseAsync()).NextIn!.Value, TimeSpan.FromTicks(1), OutboxLimits.FirstPause);
    }

    [Fact]
    public async Task LeaseAsync_ActivationThatLeasedIsGone_HandsTheLetterOutAgain()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        await Box(silo).PostAsync(Letter("one"));
        Assert.Equal("one", TextOf(await Box(silo).LeaseAsync()));
        await silo.RaiseIncarnationAsync();
        await Eventually.AnsweredAsync(() => Box(silo).LeaseAsync(), lease => lease.Letter is not null && TextOf(lease) == "one");
    }

    [Fact]
    public async Task RemoveAsync_LetterThatWasSent_IsGoneForEver()
    {
        await using (var silo = await TestSilo.StartAsync(_store))
        {
            var (sent, left) = (Letter("sent"), Letter("left"));
            await Box(silo).PostAsync(sent);
            await Box(silo).PostAsync(left);
            await Box(silo).RemoveAsync(sent.LetterId);
            await Box(silo).RemoveAsync(sent.LetterId);
            await Box(silo).DelayAsync(sent.LetterId);
            await Box(silo).RemoveAsync(Guid.NewGuid());
            await silo.KillAsync();
        }

        await using var next = await TestSilo.StartAsync(_store);
        var lease = await Box(next).LeaseAsync();
        Assert.Equal(("left", 1), (TextOf(lease), lease.Waiting));
    }

    [Fact]
    public async Task PostAsync_TheSameTwice_IsOneLetter()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        var email = Letter("repeated");
        var hold = silo.Faults.HoldNext("outbox/");
        var first = Box(silo).PostAsync(email);
        await hold.Reached;
        var again = Box(silo).PostAsync(email);   // whoever called did not wait for the answer
        hold.Release();
        Assert.All(await Task.WhenAll(first, again), Assert.True);
        Assert.True(await Box(silo).PostAsync(email));
        Assert.Equal(1, (await Box(silo).LeaseAsync()).Waiting);
        Assert.Null((await Box(silo).LeaseAsync()).Letter);
    }

    [Fact]
    public async Task PostAsync_TooManyWait_IsRefusedUntilOneIsGone()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        var letters = Enumerable.Range(0, OutboxLimits.MaxWaiting + 20).Select(number => Letter($"{number}")).ToArray();
        var kept = await Task.WhenAll(letters.Select(Box(silo).PostAsync));
        Assert.Equal(OutboxLimits.MaxWaiting, kept.Count(one => one));
        Assert.False(await Box(silo).PostAsync(Letter("one more")));
        Assert.True(await Box(silo).PostAsync(letters[Array.IndexOf(kept, true)]));   // it waits already

        await Box(silo).RemoveAsync(letters[Array.IndexOf(kept, true)].LetterId);
        Assert.True(await Box(silo).PostAsync(Letter("one more")));
        Assert.Equal(OutboxLimits.MaxWaiting, (await Box(silo).LeaseAsync()).Waiting);
    }

    [Fact]
    public async Task PostAsync_LongerThanAnyOfOurs_IsRefused()
    {
        await using var silo = await TestSilo.StartAsync(_store);
        Assert.True(await Box(silo).PostAsync(new SealedEmail(Guid.NewGuid(), new byte[OutboxLimits.MaxLength])));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Box(silo).PostAsync(new SealedEmail(Guid.NewGuid(), new byte[OutboxLimits.MaxLength + 1])));
    }

    /// <summary>What this store does not know to have been sent is sent again, and what it does not know was posted is not there.</summary>
    [Fact]
    public async Task LeaseAsync_StoreComesBackWithLess_LettersOfItAreHandedOut()
    {
        var copy = Path.Combine(_store.Folder, "copy.db");
        await using (var silo = await TestSilo.StartAsync(_store))
        {
            var sent = Letter("sent after the copy was made");
            await Box(silo).PostAsync(sent);
            Copy(Path.Combine(_store.Folder, "reviews.db"), copy);
            await Box(silo).RemoveAsync(sent.LetterId);
            await Box(silo).PostAsync(Letter("posted after it"));
            await silo.KillAsync();
        }

        foreach (var file in Directory.GetFiles(_store.Folder, "reviews.db*")) File.Delete(file);
        File.Move(copy, Path.Combine(_store.Folder, "reviews.db"));
        await using var next = await TestSilo.StartAsync(_store);
        var lease = await Box(next).LeaseAsync();
        Assert.Equal(("sent after the copy was made", 1), (TextOf(lease), lease.Waiting));
    }

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection($"Data Source={from};Pooling=False");
        using var target = new SqliteConnection($"Data Source={to};Pooling=False");
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static IOutboxGrain Box(TestSilo silo) => silo.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);

    private static SealedEmail Letter(string text) => new(Guid.NewGuid(), Encoding.UTF8.GetBytes(text));

    private static string TextOf(EmailLease lease) => Encoding.UTF8.GetString(lease.Letter!.Sealed.Bytes);
}
