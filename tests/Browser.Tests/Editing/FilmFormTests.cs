using System.Net.Http.Json;
using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Editing;

/// <summary>An editor on deadline: saves by key, and loses nothing to a closed tab, an ended session, or a colleague.</summary>
public sealed class FilmFormTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Save_ByKey_MakesTheFilmAndGoesOnWhereItIs()
    {
        var (window, form) = await OpenAsync(filmId: null);
        var title = NewTitle();
        await form.Title.FillAsync(title);
        await form.Cast.FillAsync("One\nTwo");
        await window.Page.Keyboard.PressAsync("Control+s");

        await Expect(form.Notice).ToContainTextAsync("Film added.");
        Assert.StartsWith("/editor/films/", new Uri(window.Page.Url).AbsolutePath, StringComparison.Ordinal);
        await form.RunTime.FillAsync("92");
        await form.RunTime.PressAsync("Control+s");
        await Expect(form.State).ToHaveTextAsync("Saved.");
        await Expect(form.RunTime).ToBeFocusedAsync();
        await window.Page.ReloadAsync();
        await Expect(form.RunTime).ToHaveValueAsync("92");
        await Expect(form.Cast).ToHaveValueAsync("One\nTwo");
        await Expect(form.BringBack).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Text_NotSaved_IsKeptInTheBrowserAndComesBack()
    {
        var (window, form) = await OpenAsync(await NewFilmAsync());
        await form.Cast.FillAsync("Written in the train");
        await Expect(form.State).ToContainTextAsync("kept in this browser");
        await window.Page.ReloadAsync();
        await Expect(form.Cast).ToHaveValueAsync("");
        await form.BringBack.ClickAsync();
        await Expect(form.Cast).ToHaveValueAsync("Written in the train");
        await form.Save.ClickAsync();
        await Expect(form.State).ToHaveTextAsync("Saved.");
        await window.Page.ReloadAsync();
        await Expect(form.Cast).ToHaveValueAsync("Written in the train");
        await Expect(form.BringBack).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Save_SessionEnded_KeepsTheTextUntilSignedInElsewhere()
    {
        var window = await OpenAsync(site.Address);
        var email = await window.JoinAsEditorAsync();
        var form = await new FilmFormPage(window.Page).OpenAsync(await NewFilmAsync());
        window.Faults.Expect("401");
        await window.Context.ClearCookiesAsync();
        await form.Cast.FillAsync("An hour's work");
        await form.Save.ClickAsync();
        await Expect(form.Refusal).ToContainTextAsync("you’ve been signed out");
        await Expect(form.Cast).ToHaveValueAsync("An hour's work");
        await window.SignInAsync(email);   // as in another tab
        await form.Save.ClickAsync();
        await Expect(form.State).ToHaveTextAsync("Saved.");
        await Expect(form.Refusal).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Save_TwoEditors_TheSecondSeesBothTexts()
    {
        var filmId = await NewFilmAsync();
        var (_, one) = await OpenAsync(filmId);
        var (window, other) = await OpenAsync(filmId);
        window.Faults.Expect("409");
        await one.Cast.FillAsync("Theirs");
        await one.Save.ClickAsync();
        await Expect(one.State).ToHaveTextAsync("Saved.");
        await other.Cast.FillAsync("Mine");
        await other.Save.ClickAsync();
        await Expect(other.Collisions).ToHaveTextAsync(["Theirs", "Mine"]);
        await other.Save.ClickAsync();
        await Expect(other.State).ToHaveTextAsync("Saved.");
        await Expect(other.Collisions).ToHaveCountAsync(0);
    }

    private static string NewTitle() => $"Edited {Guid.NewGuid():N}";

    private async Task<(Window Window, FilmFormPage Form)> OpenAsync(string? filmId)
    {
        var window = await OpenAsync(site.Address);
        await window.JoinAsEditorAsync();
        return (window, await new FilmFormPage(window.Page).OpenAsync(filmId));
    }

    private async Task<string> NewFilmAsync()
    {
        var title = NewTitle();
        using var operators = await Client.OperatorAsync(site.Address);
        using var answer = await operators.Http.PostAsJsonAsync(
            "/api/admin/films", new[] { new { title, releaseDate = "2001-02-03" } }, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return $"{title.ToLowerInvariant().Replace(' ', '-')}-2001";
    }
}
