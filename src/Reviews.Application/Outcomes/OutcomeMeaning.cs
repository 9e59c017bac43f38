using Reviews.Application.Http;

namespace Reviews.Application.Outcomes;

/// <summary>What an outcome means, whoever has to tell it: a row of the table beside the service that owns the act.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">The sentence for programs; null: that of the status.</param>
internal sealed record OutcomeMeaning(int Status, string? Detail = null)
{
    /// <summary>The sentence on a page. Null where a page says nothing: it shows what was asked for, asks for the sign-in, or is
    /// missing.</summary>
    public string? Sentence { get; init; }

    /// <summary>When to try again; null: that is not said.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The outcome's name in figures; null where it is not counted.</summary>
    public string? Tag { get; init; }
}

/// <summary>Meanings that several kinds of outcome share.</summary>
internal static class OutcomeMeanings
{
    public static readonly OutcomeMeaning Done = new(StatusCodes.Status200OK);

    public static readonly OutcomeMeaning SignedOut = new(StatusCodes.Status401Unauthorized);

    public static readonly OutcomeMeaning UnknownFilm = new(StatusCodes.Status404NotFound, "There is no film with that id.");

    public static readonly OutcomeMeaning UnknownMember = new(StatusCodes.Status404NotFound, "There is no member with that id.");

    /// <summary>Of a member who has no review of the film.</summary>
    public static readonly OutcomeMeaning NotReviewed = new(StatusCodes.Status404NotFound, "You have not reviewed this film.");

    /// <summary>A moderator has taken the right to write away for now.</summary>
    public static readonly OutcomeMeaning Suspended = new(
        StatusCodes.Status403Forbidden,
        "Your account is suspended: you can read, export your data and erase your account, but not post or vote.");

    /// <summary>The time ran out, and nobody knows whether it was done.</summary>
    public static readonly OutcomeMeaning Unsure = new(
        StatusCodes.Status503ServiceUnavailable, "This was not confirmed in time. It may have taken effect; it is safe to repeat it.")
    {
        RetryAfter = RetryAfterHeader.AfterFailure,
    };
}

/// <summary>Sentences that several pages say of what could not be done.</summary>
internal static class PageSentences
{
    public const string TooQuick = "That was too fast: wait a moment, then try again.";

    public static string Suspended(string act) => $"Your account is suspended, so you can’t {act} right now.";

    public static string Unsure(string done) =>
        $"The server didn’t answer in time, so it may or may not have been {done}. It’s safe to try again.";
}
