using System.ComponentModel.DataAnnotations;

namespace Reviews.Application.Moderation;

/// <summary>How a site moderates. Section <c>Reviews:Moderation</c>.</summary>
internal sealed class ModerationOptions
{
    /// <summary>How many reviews of a new member wait for a moderator before they are shown. Default: 0, none.</summary>
    [Range(0, 100)]
    public int FirstReviewsWait { get; set; }
}
