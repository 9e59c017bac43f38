namespace Reviews.Web.Moderation;

/// <summary>The field for the reason of a decision.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Typed">What was typed before the decision failed.</param>
/// <param name="Hint">Who else reads it, besides the log's readers.</param>
internal sealed record ReasonField(string Id, string? Typed = null, string? Hint = null);
