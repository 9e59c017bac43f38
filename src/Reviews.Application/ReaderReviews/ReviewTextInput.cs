using Reviews.Application.Films;
using Reviews.Contracts.Members;
using Reviews.Domain.Reviews;

namespace Reviews.Application.ReaderReviews;

/// <summary>A review as it is sent.</summary>
internal sealed record ReviewTextInput
{
    /// <summary>
    /// Most bytes of a request with a review: 256 KiB. Ten thousand characters take 60 KB at the most, as JSON escapes them.
    /// </summary>
    public const int MaxBytes = 256 * 1024;

    public static readonly string TitleRule = $"Must be 1 to {ReviewText.MaxTitle} characters in one line.";

    public static readonly string BodyRule =
        $"Must be {ReviewText.MinBody} to {ReviewText.MaxBody:N0} characters; spaces at either end do not count.";

    /// <summary>The headline: plain text, 1 to 120 characters.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown, 10 to 10,000 characters.</summary>
    public string? Body { get; init; }

    /// <summary>Whether the text contains spoilers.</summary>
    public bool? Spoilers { get; init; }

    /// <summary>A vote to cast with the review, 0.5 to 5 in half-star steps.</summary>
    public StarsInput? Stars { get; init; }

    /// <summary>The review; null when <paramref name="errors"/> say why it is none.</summary>
    public WrittenReview? Read(out Dictionary<string, string[]> errors)
    {
        var (title, body) = (ReviewText.TidyTitle(Title), ReviewText.Tidy(Body));
        errors = [];
        if (!ReviewText.IsTitle(title)) errors["title"] = [TitleRule];
        if (!ReviewText.IsBody(body)) errors["body"] = [BodyRule];
        if (Stars is { Value: null }) errors["stars"] = [StarsInput.Rule];
        return errors.Count == 0 ? new WrittenReview(title, body, Spoilers ?? false) : null;
    }
}
