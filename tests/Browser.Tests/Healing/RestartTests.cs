using System.Text.RegularExpressions;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Healing;

/// <summary>A page that is open while its server goes away and comes back is right again by itself.</summary>
public sealed class RestartTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Restart_WhileThePageIsOpen_ItShowsWhatWasVotedAndMovesAgain(bool inOrder)
    {
        using var folder = new DataFolder();
        string[] arguments =
        [
            .. Client.OperatorArguments, "--Reviews:Sample=false", "--urls", $"http://127.0.0.1:{FreePorts.Take(1)[0]}",
        ];
        var server = await ServerProcess.StartApiAsync(folder.Path, arguments);
        using var op = await Client.OperatorAsync(server.Address);
        var filmId = (await op.PublishFilmsAsync(1))[0];
        using var ann = await Client.JoinAsync(server.Address, People.NewEmail());
        using var ben = await Client.JoinAsync(server.Address, People.NewEmail());
        await ann.VoteAsync(filmId, 2);
        var window = await OpenAsync(server.Address);
        var film = await new FilmPage(window.Page).OpenAsync(filmId);
        await film.IsLiveAsync();
        await film.ShowsAsync("2.00", "1 rating");
        window.Faults.ExpectLostLine();

        if (inOrder) await server.TerminateAsync();
        else await server.KillAsync();
        await film.IsNotLiveAsync();
        await server.DisposeAsync();
        await using var next = await ServerProcess.StartApiAsync(folder.Path, arguments);
        await ben.VoteAsync(filmId, 3);

        await film.ShowsAsync("2.50", "2 ratings");
        await film.Chart.ScrollIntoViewIfNeededAsync();
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^2 ratings from .* is 2.50 now"));
        await film.IsLiveAsync();
        await ben.VoteAsync(filmId, 5);
        await film.ShowsAsync("3.50", "2 ratings");
        await Expect(film.Chart).ToHaveAccessibleNameAsync(new Regex("^2 ratings from .* is 3.50 now"));
    }
}
