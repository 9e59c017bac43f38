using Browser.Tests.Fixtures;
using Browser.Tests.Site;

namespace Browser.Tests.Editing;

/// <summary>An editor writes: what readers will see stands beside the text, and the keyboard does the rest.</summary>
public sealed class ArticleFormTests(Chromium chromium, SharedSite site) : BrowserTest(chromium)
{
    [Fact]
    public async Task Text_AsItIsTyped_IsSeenAsReadersWillSeeIt()
    {
        var window = await OpenAsync(site.Address);
        await window.JoinAsEditorAsync();
        var form = await new ArticleFormPage(window.Page).OpenAsync();
        await form.Text.FillAsync("Everybody reads *this*.\n\nAnd this is for subscribers.");
        await Expect(form.Sketch.Locator("em")).ToHaveTextAsync("this");

        await form.Text.EvaluateAsync("text => text.setSelectionRange(5, 5)");
        await form.EndPreview.ClickAsync();
        await Expect(form.Text).ToHaveValueAsync("Everybody reads *this*.\n\n<!-- preview ends -->\n\nAnd this is for subscribers.");
        await Expect(form.Sketch).ToContainTextAsync("3 of them for everyone");
        await form.EndPreview.ClickAsync();   // moves it, and makes no second one
        await Expect(form.Text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^[^!]*<!-- preview ends -->[^!]*$"));
    }

    [Fact]
    public async Task Save_ByKeyWithAFilmByItsTitle_GoesOnWhereItIs()
    {
        var window = await OpenAsync(site.Address);
        await window.JoinAsEditorAsync();
        var form = await new ArticleFormPage(window.Page).OpenAsync();
        await form.Headline.FillAsync($"Written {Guid.NewGuid():N}");
        await form.Film.FillAsync("never let me go (2010)");
        await form.Text.FillAsync("First");
        await form.Text.PressAsync("Control+s");
        await Expect(form.Notice).ToContainTextAsync("Saved as revision 1.");
        await form.Text.FillAsync("Second");
        await form.Text.PressAsync("Control+s");
        await Expect(form.State).ToHaveTextAsync("Saved.");
        await Expect(form.Text).ToBeFocusedAsync();
        await window.Page.ReloadAsync();
        await Expect(form.Text).ToHaveValueAsync("Second");
        await Expect(form.Film).ToHaveValueAsync("Never Let Me Go (2010)");
    }
}
