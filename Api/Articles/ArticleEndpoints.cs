using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Reviews.Api.OpenApi;
using Reviews.Api.Problems;
using Reviews.Application.Articles;
using Reviews.Application.Articles.Browsing;
using Reviews.Application.Http;
using Reviews.Application.Members;
using Reviews.Application.Members.SignIn;
using Reviews.Application.ReadModel;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Members;
using Reviews.Domain.Titles;

namespace Reviews.Api.Articles;

/// <summary>The critics' articles: each reader gets what they may read; editors save them.</summary>
internal static class ArticleEndpoints
{
    public static RouteGroupBuilder MapArticles(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/articles").WithTags("Articles");
        group.MapGet("", List).WithSummary(
            "Articles: newest first, or searched, filtered and sorted. Those for subscribers show only their preview.")
                .WithMetadata(StampCheck.NotHere);
        group.MapGet("/{slug}", GetAsync).WithSummary("An article: in full for those who may read it, otherwise its preview.");
        group.MapPut("/{slug}", PutAsync).WithSummary("Saves an article as its next revision. Sending the same again changes nothing.")
            .RequireAuthorization(AccountServices.EditorsOnly).Reads(typeof(ArticleInput))
                .WithMetadata(new RequestSizeLimitAttribute(BodyLimits.Article));
        group.MapGet("/{slug}/source", SourceAsync).WithSummary("An article as written, including drafts; ?revision= gives an earlier one.")
            .RequireAuthorization(AccountServices.EditorsOnly);
        group.MapGet("/{slug}/revisions", RevisionsAsync).WithSummary("The revisions of an article, newest first.")
            .RequireAuthorization(AccountServices.EditorsOnly);
        routes.MapGet("/api/editor/unmarked-articles", UnmarkedAsync).WithTags("Articles").RequireAuthorization(AccountServices.EditorsOnly)
            .WithSummary(
                "Articles published for subscribers without a line that ends the preview, so readers see only their titles; last saved "
                    + "first.");
        return group;
    }

    private static async Task<Results<Ok<UnmarkedPage>, ValidationProblem>> UnmarkedAsync(
        int? page, int? pageSize, IGrainFactory grains, HttpContext context)
    {
        var (number, size) = (page ?? 1, pageSize ?? ArticleQuery.DefaultPageSize);
        if (number is < 1 or > IArticleDirectoryGrain.MaxArticles) return ApiProblems.Invalid("page", "Must be a whole number from 1.");
        if (size is < 1 or > IArticleDirectoryGrain.MaxPageSize)
            return ApiProblems.Invalid("pageSize", $"Must be 1 to {IArticleDirectoryGrain.MaxPageSize}.");
        var cards = await grains.GetGrain<IArticleDirectoryGrain>(0).UnmarkedAsync(number, size);
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new UnmarkedPage([.. cards.Items.Select(UnmarkedArticle.Of)], cards.Total, number, size));
    }

    private static Results<Ok<ArticlePage>, ValidationProblem> List(
        [AsParameters] ArticleParameters parameters, ArticleCatalogue catalogue, ArticleReader reader, FilmIndex films,
        HttpResponse response)
    {
        var query = parameters.Read(out var errors);
        if (errors.Count > 0) return ApiProblems.Invalid(errors);
        var listing = catalogue.Browse(query);
        response.Headers.CacheControl = Caching.OfList(!films.HasAllShards);
        return TypedResults.Ok(new ArticlePage(
            [.. listing.Articles.Select(article => ArticleResponse.Of(reader.Opening(article.Article)))], listing.Total, query.Page,
            query.PageSize,
            !films.HasAllShards));
    }

    private static async Task<Results<Ok<ArticleResponse>, StatusCodeHttpResult, ProblemHttpResult>> GetAsync(
        string slug, ArticleReader reader, HttpContext context)
    {
        if (await reader.FindAsync(slug, context) is not { } article) return NoSuchArticle();
        if (ArticleCaching.IsKnown(context, article)) return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return TypedResults.Ok(ArticleResponse.Of(article));
    }

    private static async Task<Results<Ok<ArticleSource>, ProblemHttpResult, ValidationProblem>> PutAsync(
        string slug, ArticlePublisher publisher, HttpContext context, TimeProvider time)
    {
        if (!Slug.IsValid(slug)) return NoSuchArticle();
        var (body, refusal) = await JsonBody.ReadAsync<ArticleInput>(context.Request);
        if (body is null) return refusal!;
        var editor = context.Features.GetRequiredFeature<MemberStatus>();
        var command = body.Read(Caller.Required(context).UserId, editor.DisplayName, out var errors);
        if (errors.Count > 0) return ApiProblems.Invalid(errors);

        var answer = await publisher.SaveAsync(slug, command);
        context.Response.Headers.CacheControl = Caching.Never;
        var newest = answer.Newest is { } revision ? ArticleSource.Of(slug, revision, time.GetUtcNow()) : null;
        return answer.Outcome == SaveOutcome.Saved ? TypedResults.Ok(newest) : Refuse(answer, newest, body);
    }

    private static async Task<Results<Ok<ArticleSource>, ProblemHttpResult>> SourceAsync(
        string slug, int? revision, IGrainFactory grains, HttpContext context, TimeProvider time)
    {
        if (!Slug.IsValid(slug)) return NoSuchArticle();
        var article = grains.GetGrain<IArticleGrain>(slug);
        var found = revision is { } number ? await article.RevisionAsync(number) : await article.ReadAsync();
        context.Response.Headers.CacheControl = Caching.Never;
        return found is null ? NoSuchArticle() : TypedResults.Ok(ArticleSource.Of(slug, found, time.GetUtcNow()));
    }

    private static async Task<Results<Ok<RevisionList>, ProblemHttpResult>> RevisionsAsync(
        string slug, IGrainFactory grains, HttpContext context)
    {
        if (!Slug.IsValid(slug) || await grains.GetGrain<IArticleGrain>(slug).RevisionsAsync() is not { IsEmpty: false } revisions)
            return NoSuchArticle();
        context.Response.Headers.CacheControl = Caching.Never;
        return TypedResults.Ok(new RevisionList([.. revisions.Select(head =>
            new RevisionResponse(head.Number, head.Title, head.SavedAt, MemberIds.Format(head.SavedBy), head.Length, head.PublishedAt))]));
    }

    private static ProblemHttpResult Refuse(SaveAnswer answer, ArticleSource? newest, ArticleInput sent) =>
        answer.Outcome == SaveOutcome.Conflict
            ? TypedResults.Problem(
                SaveOutcomes.Of(answer).Detail,
                statusCode: SaveOutcomes.Of(answer).Status,
                extensions: new Dictionary<string, object?> { ["current"] = newest, ["sent"] = sent })
            : SaveOutcomes.Of(answer).ToProblem();

    private static ProblemHttpResult NoSuchArticle() =>
        TypedResults.Problem("There is no article with that name.", statusCode: StatusCodes.Status404NotFound);
}

/// <summary>One page of articles.</summary>
/// <param name="Items">This page's.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Page">From 1.</param>
/// <param name="PageSize">1 to 100.</param>
/// <param name="Incomplete">True when articles are missing because they can't be read from the store; left out otherwise.</param>
internal sealed record ArticlePage(
    IReadOnlyList<ArticleResponse> Items, int Total, int Page, int PageSize,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Incomplete = false);

/// <summary>One page of articles that do not say where their previews end.</summary>
internal sealed record UnmarkedPage(IReadOnlyList<UnmarkedArticle> Items, int Total, int Page, int PageSize);

/// <summary>An article that does not say where its preview ends.</summary>
internal sealed record UnmarkedArticle(
    string Slug, string Title, string Author, string FilmId, DateTimeOffset? PublishedAt, DateTimeOffset SavedAt)
{
    public static UnmarkedArticle Of(ArticleListItem item) =>
        new(item.Slug, item.Title, item.Author, item.FilmId, item.PublishedAt, item.SavedAt);
}

/// <summary>The revisions of an article, newest first.</summary>
internal sealed record RevisionList(IReadOnlyList<RevisionResponse> Items);

/// <summary>One revision, with the length of its text in characters.</summary>
internal sealed record RevisionResponse(
    int Revision, string Title, DateTimeOffset SavedAt, string SavedBy, int Length, DateTimeOffset? PublishedAt);
