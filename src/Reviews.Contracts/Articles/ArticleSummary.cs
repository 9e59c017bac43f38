namespace Reviews.Contracts.Articles;

/// <summary>
/// What everyone may see of a published article, in lists, search and on its film's page. Never anything from after the preview.
/// </summary>
/// <param name="Slug">The article's address.</param>
/// <param name="Revision">Grows with every change of the article; the higher of two is newer.</param>
/// <param name="Title">The headline.</param>
/// <param name="Author">The critic's name.</param>
/// <param name="FilmId">The film it is about.</param>
/// <param name="HalfStars">The critic's verdict, 1 to 10; 0: none.</param>
/// <param name="Access">Who may read all of it.</param>
/// <param name="Spoilers">Whether readers are warned.</param>
/// <param name="PublishedAt">When it is shown from; may be in the future: until then, nobody is told about it.</param>
/// <param name="Preview">The preview as plain text, at most <see cref="MaxPreview"/> characters.</param>
/// <param name="Opening">The Markdown that everyone may read, at most <see cref="MaxOpening"/> characters: all of a free article where it
/// fits, else the preview.</param>
/// <param name="IsCut">Whether the article continues after that. Only the article's grain has the rest.</param>
/// <param name="PreviewEnd">Whether its author said where the preview ends.</param>
[GenerateSerializer, Immutable, Alias("reviews.ArticleFace")]
public sealed record ArticleSummary(
    [property: Id(0)] string Slug,
    [property: Id(1)] int Revision,
    [property: Id(2)] string Title,
    [property: Id(3)] string Author,
    [property: Id(4)] string FilmId,
    [property: Id(5)] byte HalfStars,
    [property: Id(6)] ArticleAccess Access,
    [property: Id(7)] bool Spoilers,
    [property: Id(8)] DateTimeOffset PublishedAt,
    [property: Id(9)] string Preview,
    [property: Id(10)] string Opening = "",
    [property: Id(11)] bool IsCut = true,
    [property: Id(12)] PreviewEnd PreviewEnd = PreviewEnd.Unknown)
{
    /// <summary>Most characters of a preview that travel: 2,000.</summary>
    public const int MaxPreview = 2_000;

    /// <summary>Most characters of an opening: 8,000, four pages of a book. A preview that is longer is refused.</summary>
    public const int MaxOpening = 8_000;

    /// <summary>
    /// What of <see cref="Opening"/> may be shown: of a text for subscribers whose author has not said where the preview ends, nothing.
    /// </summary>
    public string ReadableOpening => IsWithheld ? "" : Opening;

    /// <summary>What of <see cref="Preview"/> may be shown and searched, by the same rule.</summary>
    public string ReadablePreview => IsWithheld ? "" : Preview;

    private bool IsWithheld => Access == ArticleAccess.Subscribers && IsCut && PreviewEnd != PreviewEnd.Marked;
}

/// <summary>Whether an article's author said where its preview ends.</summary>
[GenerateSerializer, Alias("reviews.PreviewEnd")]
public enum PreviewEnd : byte
{
    /// <summary>Told before this was kept; its grain tells it anew soon.</summary>
    Unknown,

    /// <summary>By the line for it.</summary>
    Marked,

    /// <summary>No line says so.</summary>
    Missing,
}

/// <summary>Who may read an article behind its preview.</summary>
[GenerateSerializer, Alias("reviews.ArticleAccess")]
public enum ArticleAccess : byte
{
    Free = 1,
    Subscribers = 2,
}
