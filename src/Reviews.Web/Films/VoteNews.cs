using Reviews.Domain.Ratings;

namespace Reviews.Web.Films;

/// <summary>What a film's page says about the vote that led to it.</summary>
/// <param name="Mood"><c>saved</c> or <c>failed</c>.</param>
/// <param name="Text">As it is read.</param>
/// <param name="Spoken">As it is heard.</param>
internal sealed record VoteNews(string Mood, string Text, string Spoken)
{
    public static readonly VoteNews NoStars = Failed("Not saved. Choose half a star to five stars.");

    /// <summary>After signing in; the vote keeps waiting.</summary>
    public static readonly VoteNews UnsureButKept =
        Failed("You’re signed in, but the server didn’t answer in time. Your rating may or may not have "
            + "been saved: reload this page to see.");

    /// <param name="halfStars">The standing vote; null when it was withdrawn.</param>
    public static VoteNews Saved(int? halfStars) => Stands("Saved", "Your rating has been withdrawn.", halfStars);

    /// <inheritdoc cref="Saved"/>
    public static VoteNews CastAfterSignIn(int? halfStars) =>
        Stands("You’re signed in, and your rating has been saved", "You’re signed in, and your rating has been withdrawn.", halfStars);

    /// <param name="text">Why the vote was not saved, or may not have been.</param>
    public static VoteNews Failed(string text) => new("failed", text, text);

    private static VoteNews Stands(string saved, string withdrawn, int? halfStars)
    {
        if (halfStars is not { } number) return new VoteNews("saved", withdrawn, withdrawn);
        var stars = Stars.FromHalfStars(number);
        return new VoteNews("saved", $"{saved}: {DisplayFormat.Verdict(stars)}.", $"{saved}: {DisplayFormat.Spoken(stars)}.");
    }
}
