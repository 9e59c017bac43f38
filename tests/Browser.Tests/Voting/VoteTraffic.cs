namespace Browser.Tests.Voting;

/// <summary>What a page says to the server about one's own vote, and what becomes of it on the way.</summary>
internal sealed class VoteTraffic
{
    private const string OwnVote = "**/ratings/me";

    private readonly IPage _page;
    private Func<IRoute, Task> _vote = route => route.ContinueAsync();
    private TaskCompletionSource _looks = Opened();
    private int _votes;

    private VoteTraffic(IPage page) => _page = page;

    /// <summary>How many votes and withdrawals left the page.</summary>
    public int Votes => Volatile.Read(ref _votes);

    public static async Task<VoteTraffic> OfAsync(IPage page)
    {
        var traffic = new VoteTraffic(page);
        await page.RouteAsync(OwnVote, traffic.PassAsync);
        return traffic;
    }

    /// <summary>From now on this becomes of votes.</summary>
    public void Meet(Func<IRoute, Task> vote) => _vote = vote;

    /// <summary>From now on votes come through.</summary>
    public void LetVotesPass() => _vote = route => route.ContinueAsync();

    /// <summary>
    /// The page's questions which vote stands wait, until <see cref="LetItLook"/>: so that a test sees what the page says meanwhile.
    /// </summary>
    public void HoldLooks() => _looks = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetItLook() => _looks.TrySetResult();

    /// <summary>The server's answer, in place of the one it gave or would have given.</summary>
    public static Task AnswerAsync(IRoute route, int status) => route.FulfillAsync(new()
    {
        Status = status,
        ContentType = "application/problem+json",
        Body = $$"""{"title":"A test says so","status":{{status}},"detail":"The film is not open to votes."}""",
    });

    /// <summary>The vote arrives and counts, and its answer is lost.</summary>
    public static async Task LoseAnswerAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        Assert.True(answer.Ok, $"The vote was answered {answer.Status}.");
        await AnswerAsync(route, 503);
    }

    private async Task PassAsync(IRoute route)
    {
        if (route.Request.Method != "GET")
        {
            Interlocked.Increment(ref _votes);
            await _vote(route);
            return;
        }

        await _looks.Task;
        if (!_page.IsClosed) await route.ContinueAsync();
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
