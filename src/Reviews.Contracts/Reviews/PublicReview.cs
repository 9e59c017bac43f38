namespace Reviews.Contracts.Reviews;

/// <summary>A reader's published review as lists show it.</summary>
/// <param name="UserId">Who wrote it; with the film this is the review's id, such as <c>4711</c> under the film's address.</param>
/// <param name="FilmId">The film it is about.</param>
/// <param name="DisplayName">The author's public name; a change arrives within moments.</param>
/// <param name="HalfStars">The author's current vote on the film, 1 to 10; 0: none.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="Body">Markdown as written; complete, or its beginning if <paramref name="IsCut"/>.</param>
/// <param name="IsCut">Whether the body continues.</param>
/// <param name="Spoilers">Whether the text contains spoilers.</param>
/// <param name="Helpful">Members who found it helpful.</param>
/// <param name="CreatedAt">When it was first written.</param>
/// <param name="EditedAt">When it was last changed; null: never.</param>
[GenerateSerializer, Immutable, Alias("reviews.ReviewFace")]
public sealed record PublicReview(
    [property: Id(0)] long UserId,
    [property: Id(1)] string FilmId,
    [property: Id(2)] string DisplayName,
    [property: Id(3)] byte HalfStars,
    [property: Id(4)] string Title,
    [property: Id(5)] string Body,
    [property: Id(6)] bool IsCut,
    [property: Id(7)] bool Spoilers,
    [property: Id(8)] int Helpful,
    [property: Id(9)] DateTimeOffset CreatedAt,
    [property: Id(10)] DateTimeOffset? EditedAt);
