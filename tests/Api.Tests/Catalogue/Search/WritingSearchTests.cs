using System.Collections.Immutable;
using Reviews.Api.Tests.Fixtures;
using Reviews.Application.Search;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Api.Tests.Catalogue.Search;

/// <summary>What is written about films is found by its words, as long as it stands.</summary>
public sealed class WritingSearchTests : IDisposable
{
    private static readonly ArticleSummary[] Articles =
    [
        Article("quiet-lives", "Quiet Lives", "Ines Halloran", "Three friends grow up at a boarding school, and learn what they are for."),
        Article("second-look", "A Second Look", "Tom Okafor", "The café scene has lost nothing."),
    ];

    private readonly WritingSearch _search = new(TimeProvider.System);

    public WritingSearchTests() => _search.Write(
        [Film(1, Articles, Review(7, "Wept twice", "Slow, sad and *beautiful*."), Review(8, "Boarding", "Not for me, sorry."))]);

    [Theory]
    [InlineData("quiet", "quiet-lives")]
    [InlineData("halloran lives", "quiet-lives")]
    [InlineData("never let me go", "quiet-lives second-look")]
    [InlineData("romanek second", "second-look")]
    [InlineData("boarding scho", "quiet-lives")]
    [InlineData("bording school", "quiet-lives")]
    [InlineData("CAFE", "second-look")]
    [InlineData("wept", "")]
    [InlineData("quiet okafor", "")]
    public void FindArticles_Words_GivesThoseThatHaveAll(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', _search.FindArticles(text).Select(found => found.Slug).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("wept", "7")]
    [InlineData("beautifull", "7")]
    [InlineData("boarding", "8")]
    [InlineData("reader 8", "8")]
    [InlineData("romanek", "7 8")]
    [InlineData("halloran", "")]
    public void FindReviews_Words_GivesThoseThatHaveAll(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', _search.FindReviews(text).Select(found => found.UserId).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("")]
    [InlineData("\"\"\"")]
    [InlineData("*")]
    [InlineData("headline:quiet")]
    [InlineData("NOT quiet")]
    [InlineData("NEAR(quiet lives)")]
    [InlineData("🎬🍿")]
    [InlineData("\u0000")]
    [InlineData("\uD800")]
    [InlineData("'; DROP TABLE writing --")]
    public void Find_NoWordsOrOperators_GivesNothing(string text)
    {
        Assert.Empty(_search.FindArticles(text));
        Assert.Empty(_search.FindReviews(text));
    }

    [Fact]
    public void Find_TenThousandCharacters_IsAnswered()
    {
        Assert.Empty(_search.FindArticles(new string('x', 10_000)));
        Assert.Single(_search.FindArticles(string.Join(' ', Enumerable.Repeat("quiet", 2_000))));
    }

    [Fact]
    public void Write_ChangedAndGone_IsFoundAsItIsNow()
    {
        _search.Write([Film(2, [Articles[0] with { Title = "Loud Lives", Revision = 2 }], Review(8, "Boarding", "Not for me, sorry."))]);

        Assert.Empty(_search.FindArticles("quiet"));
        Assert.Equal([("never-let-me-go-2010", "quiet-lives")], _search.FindArticles("loud"));
        Assert.Empty(_search.FindArticles("second"));
        Assert.Empty(_search.FindReviews("wept"));
        Assert.Single(_search.FindReviews("boarding"));
        _search.Write([Film(3, Articles, Review(7, "Wept twice", "Slow, sad and *beautiful*."))]);
        Assert.Single(_search.FindReviews("wept"));
        Assert.Single(_search.FindArticles("second"));
    }

    [Fact]
    public void Write_NothingLeft_IsFoundNoMore()
    {
        _search.Write([Film(2, [])]);
        Assert.Empty(_search.FindArticles("never"));
        Assert.Empty(_search.FindReviews("never"));
    }

    public void Dispose() => _search.Dispose();

    private static FilmState Film(int revision, ArticleSummary[] articles, params ImmutableArray<PublicReview> newest) =>
        CatalogueFixture.Film(
            new FilmDetails { FilmId = "never-let-me-go-2010", Title = "Never Let Me Go", Identity = "n", Directors = ["Mark Romanek"] })
            with { Writing = new FilmWriting(revision, [.. articles], newest.Length, newest) };

    private static ArticleSummary Article(string slug, string title, string author, string preview) =>
        new(slug, 1, title, author, "never-let-me-go-2010", 7, ArticleAccess.Subscribers, false, DateTimeOffset.UnixEpoch, preview,
            PreviewEnd: PreviewEnd.Marked);

    private static PublicReview Review(long userId, string title, string body) =>
        new(userId, "never-let-me-go-2010", $"Reader {userId}", 8, title, body, false, false, 0, DateTimeOffset.UnixEpoch, null);
}
