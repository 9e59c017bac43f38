using Reviews.Contracts.Reviews;

namespace Reviews.Application.ReaderReviews;

/// <summary>The words for <c>sort</c>.</summary>
internal static class ReviewSorts
{
    public static bool TryRead(string? word, out ReviewSort sort)
    {
        sort = word == "helpful" ? ReviewSort.Helpful : ReviewSort.Recent;
        return word is null or "recent" or "helpful";
    }
}
