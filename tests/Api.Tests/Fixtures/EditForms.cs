using System.Net;
using Reviews.Api.Tests.Pages;

namespace Reviews.Api.Tests.Fixtures;

/// <summary>What tests of the editors' forms do again and again.</summary>
internal static class EditForms
{
    private const string Button = "main [data-part=save]";

    /// <summary>Presses the form's button with these fields.</summary>
    public static Task SaveAsync(this PaperBrowser browser, params (string Name, string Value)[] fields) =>
        browser.PressAsync(Button, fields);

    /// <summary>Somebody else saved meanwhile: both texts are shown, and the form still has mine in that field.</summary>
    public static void ShowsBoth(this PaperBrowser browser, string theirs, string mine)
    {
        Assert.Equal(HttpStatusCode.Conflict, browser.Status);
        Assert.Equal([theirs, mine], browser.Page.QuerySelectorAll(".collision pre").Select(text => text.TextContent));
    }
}
