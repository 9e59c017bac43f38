using Orleans.Storage;
using Storage.Tests.Fixtures;
using Request = Azure.Core.Request;

namespace Storage.Tests.Azure;

/// <summary>
/// The response to a write is lost, the client resends it, and the service refuses the retry: the caller learns what happened, not what the
/// refusal says.
/// </summary>
[Trait("Category", "Slow")]
public sealed class OwnWriteTests(SharedAzurite azurite)
{
    private const int ManyVotes = 5_000;

    private static readonly GrainId Ada = GrainId.Create("quota", "ada");

    public static TheoryData<string> JournalWrites => new("new log", "head", "block", "next block");

    [Theory]
    [MemberData(nameof(JournalWrites))]
    public async Task FirstAppend_WhoseAnswerIsLost_IsThereOnce(string lost)
    {
        var (container, requests) = await MakeAsync();
        await using var store = container.Open(requests);
        await using var film = await store.WakeAsync();
        requests.LoseAnswerOnce(Match(lost));
        await film.VoteAsync(1);
        await film.VoteAsync(2);

        await using var woken = await store.WakeAsync();
        Assert.Equal([1L, 2L], woken.Tally.Book.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(JournalWrites))]
    public async Task Replace_WhoseAnswerIsLost_GoesOnInTheNewLog(string lost)
    {
        var (container, requests) = await MakeAsync();
        await using var store = container.Open(requests);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(0, ManyVotes);
        requests.LoseAnswerOnce(Match(lost));
        await film.VoteAsync(ManyVotes);
        await film.VoteAsync(ManyVotes + 1);

        Assert.Equal(1, store.Statistics.Kind(TestStore.Kind).Compactions);
        await using var woken = await store.WakeAsync();
        Assert.Equal(ManyVotes + 2, woken.Tally.Book.Count);
    }

    [Fact]
    public async Task Append_RefusedForAnotherWritersSake_IsNotTakenForItsOwn()
    {
        var (container, requests) = await MakeAsync();
        await using var store = container.Open(requests);
        await using var film = await store.WakeAsync();
        await film.VoteAsync(1);
        await using var other = await store.WakeAsync();
        await film.VoteAsync(2); // The very bytes that the other one wants to write.
        await Assert.ThrowsAsync<InconsistentStateException>(() => other.VoteAsync(2));
    }

    [Fact]
    public async Task WriteState_WhoseAnswerIsLost_HasWrittenOnce()
    {
        var (container, requests) = await MakeAsync();
        await using var store = container.Open(requests);
        var state = new GrainState<Note> { State = new Note { Text = "first" } };
        requests.LoseAnswerOnce(Requests.IsRecord);
        await store.Records.WriteStateAsync("profile", Ada, state);
        state.State!.Text = "second";
        requests.LoseAnswerOnce(Requests.IsRecord);
        await store.Records.WriteStateAsync("profile", Ada, state);
        requests.LoseAnswerOnce(Requests.IsRecord);
        await store.Records.ClearStateAsync("profile", Ada, state);
        state.State!.Text = "third";
        await store.Records.WriteStateAsync("profile", Ada, state);

        var read = new GrainState<Note>();
        await store.Records.ReadStateAsync("profile", Ada, read);
        Assert.Equal(("third", state.ETag), (read.State!.Text, read.ETag));
    }

    private async Task<(AzureContainer Container, ScriptedRequests Requests)> MakeAsync() =>
        (new AzureContainer(await azurite.ConnectionStringAsync()), new ScriptedRequests());

    private static Func<Request, bool> Match(string write)
    {
        var blocks = 0;
        return write switch
        {
            "new log" => Requests.IsNewLog,
            "head" => Requests.IsHead,
            "block" => Requests.IsAppend,
            _ => request => request.IsAppend() && Interlocked.Increment(ref blocks) == 2, // Of a replacement: the closing frame.
        };
    }
}
