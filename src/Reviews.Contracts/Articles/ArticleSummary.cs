namespace Reviews.Contracts.Articles;

/// <summary>
/// What everyone may see of a published article, in lists, search and on its film's page. Never anything past the preview.
/// </summary>
/// <param name="Slug">The article's address.</param>
/// <param name="Revision">Grows with every change to the article; of two, the higher is newer.</param>
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
    /// <summary>Maximum characters of a preview that are sent along: 2,000.</summary>
    public const int MaxPreview = 2_000;

    /// <summary>Maximum characters per opening: 8,000, four book pages. A longer preview is refused.</summary>
    public const int MaxOpening = 8_000;

    /// <summary>
    /// The part of <see cref="Opening"/> that may be shown: nothing of a text for subscribers whose author has not marked where the preview
    /// ends.
    /// </summary>
    public string ReadableOpening => IsWithheld ? "" : Opening;

    /// <summary>The part of <see cref="Preview"/> that may be shown and searched, by the same rule.</summary>
    public string ReadablePreview => IsWithheld ? "" : Preview;

    private bool IsWithheld => Access == ArticleAccess.Subscribers && IsCut && PreviewEnd != PreviewEnd.Marked;
}

/// <summary>Whether an article's author said where its preview ends.</summary>
[GenerateSerializer, Alias("reviews.PreviewEnd")]
public enum PreviewEnd : byte
{
    /// <summary>Published before this was recorded; its grain will report it soon.</summary>
    Unknown,

    /// <summary>A line marks the end.</summary>
    Marked,

    /// <summary>No line marks it.</summary>
    Missing,
}

/// <summary>Who may read an article past its preview.</summary>
[GenerateSerializer, Alias("reviews.ArticleAccess")]
public enum ArticleAccess : byte
{
    Free = 1,
    Subscribers = 2,
}
