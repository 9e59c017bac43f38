using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Films;

namespace Reviews.Api.Tests.Pages;

/// <summary>The critic's verdict as a film page shows it, drawn alone: a film has one only when there are articles.</summary>
public sealed class CriticTests(SharedSite shared)
{
    [Fact]
    public async Task Draw_Verdict_ShowsStarsWordAndArticle()
    {
        using var page = new HtmlParser().ParseDocument(await DrawAsync(new CriticVerdict(3.5m, "Good", "never-let-me-go")));
        Assert.Equal("3½ stars – Good", page.QuerySelector(".critic-line")!.TextContent);
        Assert.Equal("three and a half stars: Good", page.QuerySelector(".visually-hidden")!.TextContent);
        Assert.Equal("84", page.QuerySelector("[data-part=stars]")!.GetAttribute("width"));
        Assert.Equal("/reviews/never-let-me-go", page.QuerySelector("a")!.GetAttribute("href"));
    }

    private async Task<string> DrawAsync(CriticVerdict critic)
    {
        await using var scope = shared.Site.App.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        var film = new ActionDescriptor { RouteValues = { ["page"] = "/Films/Film" } };
        var action = new ActionContext(http, new RouteData(new RouteValueDictionary(film.RouteValues)), film);
        var view = scope.ServiceProvider.GetRequiredService<IRazorViewEngine>()
            .GetView(null, "/Films/_Critic.cshtml", isMainPage: false).View!;
        var data = new ViewDataDictionary<CriticVerdict>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = critic };
        var temporary = scope.ServiceProvider.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(http);
        await using var output = new StringWriter();
        await view.RenderAsync(new ViewContext(action, view, data, temporary, output, new HtmlHelperOptions()));
        return output.ToString();
    }
}
