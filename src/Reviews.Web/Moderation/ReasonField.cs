namespace Reviews.Web.Moderation;

/// <summary>The field for the reason of a decision.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Typed">What was typed before and came to nothing.</param>
/// <param name="Hint">Who reads it, where that is not the log's readers alone.</param>
internal sealed record ReasonField(string Id, string? Typed = null, string? Hint = null);
