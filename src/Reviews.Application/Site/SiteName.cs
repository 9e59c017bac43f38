namespace Reviews.Application.Site;

/// <summary>The site as it calls itself.</summary>
internal static class SiteName
{
    /// <summary>As readers see it.</summary>
    public const string Text = "OrleansReviews";
}
