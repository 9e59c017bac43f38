using Reviews.Api.Accounts;
using Reviews.Api.Accounts.KeyRing;
using Reviews.Api.Accounts.SignIn;
using Reviews.Api.Admin;
using Reviews.Api.Articles;
using Reviews.Api.Catalogue;
using Reviews.Api.Catalogue.Import;
using Reviews.Api.Catalogue.Sample;
using Reviews.Api.Damage;
using Reviews.Api.Embed;
using Reviews.Api.Films;
using Reviews.Api.Films.Editing;
using Reviews.Api.Health;
using Reviews.Api.Hosting;
using Reviews.Api.Http;
using Reviews.Api.Live;
using Reviews.Api.Me;
using Reviews.Api.Members;
using Reviews.Api.Moderation;
using Reviews.Api.OpenApi;
using Reviews.Api.Operations;
using Reviews.Api.Pages;
using Reviews.Api.Problems;
using Reviews.Api.Quotas;
using Reviews.Api.ReaderReviews;
using Reviews.Api.Subscriptions;
using Reviews.Silo;
using Reviews.Telemetry;
using Reviews.Telemetry.Logs;
using Reviews.Telemetry.Nodes;

namespace Reviews.Api;

/// <summary>The front: accounts, endpoints, pages and the live hub, with the silo beside them in an embedded run.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => ReviewsSilo.RunAsync(() => Build(args), Console.Error);

    /// <summary>The whole application, not started yet.</summary>
    /// <param name="args">The command line, such as <c>--urls</c> and <c>--Reviews:Data=DIR</c>.</param>
    /// <param name="adjust">Changes the host before anything is added to it; tests bring their clock and logs this way.</param>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = Launcher.CreateBuilder(args);
        adjust?.Invoke(builder);
        var options = ReviewsOptions.Read(builder.Configuration);

        // Hosted services start in this order, and Kestrel after all of them: the grains first, then what asks grains.
        builder.AddLogLimits();
        builder.AddReviewsTelemetry("reviews-api");
        builder.AddHosting(options);
        builder.Services.AddNodeReports();
        builder.Services.AddKeyRing(options);
        builder.Services.AddDamage();
        builder.Services.AddFilmIndex();
        builder.Services.AddProblems();
        builder.Services.AddHttpRules();
        builder.Services.AddAccounts(options);
        builder.Services.AddQuotas();
        builder.Services.AddMe();
        builder.Services.AddFilms();
        builder.Services.AddArticles();
        builder.Services.AddSubscriptions();
        builder.Services.AddReaderReviews();
        builder.Services.AddImport();
        builder.Services.AddModeration();
        builder.Services.AddFilmEditing();
        builder.Services.AddLiveRatings();
        builder.Services.AddEmbed();
        builder.Services.AddApiDocument();
        builder.Services.AddOperations();
        builder.Services.AddSample();
        builder.Services.AddSitePages();
        builder.Services.AddHostedService<ReadyAnnouncer>();

        var app = builder.Build();
        app.UseProxies();
        app.UseDrain();
        app.UseHttpRules();
        app.UseQuotaHeaders();
        app.UseSitePages();
        app.UseProblems();
        app.UseMiddleware<SiteHostCheck>();
        app.UseMiddleware<DottedPath>();
        app.UseMiddleware<ContentTags>();
        app.UseRouting();
        app.UseCors();
        app.UseQuotas();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<BodyCharset>();
        app.UseMiddleware<BodyDeadline>();
        app.UseMiddleware<CookieWriteCheck>();

        app.MapAccounts();
        app.MapMe();
        app.MapMembers();
        app.MapFilms();
        app.MapFilmEditing();
        app.MapRatings();
        app.MapMyVote();
        app.MapArticles();
        app.MapSubscriptions();
        app.MapModeration();
        app.MapReaderReviews();
        app.MapLiveRatings().WithMetadata(StampCheck.NotHere);
        app.MapEmbed();
        app.MapImport();
        app.MapAudit();
        app.MapOperations();
        app.MapDashboard();
        app.MapHealth();
        app.MapApiDocument();
        app.MapSitePages();
        return app;
    }
}
