using Microsoft.AspNetCore.Html;
using Reviews.Application.Markdown;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Ratings;

namespace Reviews.Application.ReaderReviews;

/// <summary>A review as pages show it.</summary>
/// <param name="Review">What it says.</param>
/// <param name="Html">Its text as safe HTML.</param>
/// <param name="Opinion">What pages ask and say about its helpfulness; null where it is not asked.</param>
internal sealed record RenderedReview(PublicReview Review, HtmlString Html, ReviewOpinion? Opinion = null)
{
    /// <summary>Characters of an excerpt: 220.</summary>
    private const int ExcerptLength = 220;

    /// <summary>The writer's stars; null when there is no vote.</summary>
    public Stars? Stars => Review.HalfStars == 0 ? null : Domain.Ratings.Stars.FromHalfStars(Review.HalfStars);

    /// <summary>Where on the list of the film's reviews it stands.</summary>
    public string Anchor => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"review-{Review.UserId}");

    /// <summary>The first words without markup: at most <see cref="ExcerptLength"/> characters.</summary>
    public string Excerpt => field ??= Shorten(MarkdownText.Plain(Review.Body).ReplaceLineEndings(" ").Trim());

    public static RenderedReview Of(PublicReview review) =>
        new(review, MarkdownText.ForReaders(review.IsCut ? review.Body + " …" : review.Body));

    private static string Shorten(string text)
    {
        if (text.Length <= ExcerptLength) return text;
        var end = text.LastIndexOf(' ', ExcerptLength);
        return text[..(end > 0 ? end : ExcerptLength - 1)].TrimEnd() + " …";
    }
}

/// <summary>What the current reader thinks of a review.</summary>
/// <param name="IsOwn">The review is the reader's own.</param>
/// <param name="IsHelpful">What was said; null: nothing yet.</param>
/// <param name="Sort">The order of the page, to come back to.</param>
internal sealed record ReviewOpinion(bool IsOwn, bool? IsHelpful, string Sort);
