using Reviews.Api.Accounts;
using Reviews.Api.Articles;
using Reviews.Api.Embed;
using Reviews.Api.Films;
using Reviews.Api.Health;
using Reviews.Api.Hosting;
using Reviews.Api.Http;
using Reviews.Api.Live;
using Reviews.Api.Members;
using Reviews.Api.Moderation;
using Reviews.Api.OpenApi;
using Reviews.Api.Operations;
using Reviews.Api.Problems;
using Reviews.Api.ReaderReviews;
using Reviews.Api.Subscriptions;
using Reviews.Application.Articles;
using Reviews.Application.Damage;
using Reviews.Application.Films;
using Reviews.Application.KeyRing;
using Reviews.Application.Mail;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.Moderation;
using Reviews.Application.Operations;
using Reviews.Application.Quotas;
using Reviews.Application.ReadModel;
using Reviews.Application.ReaderReviews;
using Reviews.Application.Sample;
using Reviews.Hosting;
using Reviews.Telemetry;
using Reviews.Telemetry.Logs;
using Reviews.Telemetry.Nodes;
using Reviews.Web;

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
        builder.Services.AddKeyRing(options.Keys, options.Silo);
        builder.Services.AddDamage();
        builder.Services.AddFilmIndex();
        builder.Services.AddProblems();
        builder.Services.AddHttpRules();
        builder.Services.AddMail(options.Mail, options.Silo.Data);
        builder.Services.AddAccounts(options.Accounts, options.Operator);
        builder.Services.AddQuotas();
        builder.Services.AddMe();
        builder.Services.AddFilms();
        builder.Services.AddArticles();
        builder.Services.AddSubscriptions();
        builder.Services.AddReaderReviews();
        builder.Services.AddModeration();
        builder.Services.AddLiveRatings();
        builder.Services.AddEmbed();
        builder.Services.AddApiDocument();
        builder.Services.AddOperations();
        builder.Services.AddSample(new SampleOptions(options.Sample, options.SampleReaders));
        builder.Services.AddReviewsWeb();
        builder.Services.AddHostedService<StartupMessage>();

        var app = builder.Build();
        app.UseProxies();
        app.UseDrain();
        app.UseHttpRules();
        app.UseQuotaHeaders();
        app.UseReviewsWeb();
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
        app.MapReviewsWeb();
        return app;
    }
}
