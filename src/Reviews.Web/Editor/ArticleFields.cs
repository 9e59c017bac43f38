using System.Globalization;
using Reviews.Application.Articles;
using Reviews.Application.Films;
using Reviews.Application.Films.Editing;
using Reviews.Contracts.Articles;
using Reviews.Domain.Ratings;

namespace Reviews.Web.Editor;

/// <summary>An article as it stands in an editor's form: text, whether it makes sense or not.</summary>
internal sealed record ArticleFields
{
    public const string Draft = "draft";
    public const string Published = "published";

    private const string TimeFormat = "yyyy-MM-ddTHH:mm";

    private static readonly IReadOnlyList<(string Value, string Text)> Verdicts =
    [
        ("", "No verdict"),
        .. Enumerable.Range(Domain.Ratings.Stars.MinHalfStars, Domain.Ratings.Stars.MaxHalfStars).Reverse()
            .Select(Domain.Ratings.Stars.FromHalfStars)
            .Select(stars =>
                (stars.Number.ToString(CultureInfo.InvariantCulture), $"{DisplayFormat.Verdict(stars)} – {CriticLabel.Of(stars)}")),
    ];

    public string? Title { get; init; }

    public string? Author { get; init; }

    /// <summary>The film's id, or its title.</summary>
    public string? Film { get; init; }

    public string? Stars { get; init; }

    public string? Access { get; init; } = ArticleWords.Subscribers;

    public bool Spoilers { get; init; }

    public string? State { get; init; } = Draft;

    /// <summary>UTC, as browsers write it: <c>2026-11-27T09:30</c>.</summary>
    public string? PublishedAt { get; init; }

    public string Markdown { get; init; } = "";

    /// <summary>An article as it was saved.</summary>
    /// <param name="text">The article.</param>
    /// <param name="film">What the form calls its film.</param>
    public static ArticleFields Of(ArticleText text, string film) => new()
    {
        Title = text.Title,
        Author = text.Author,
        Film = film,
        Stars = ArticleWords.StarsOf(text.HalfStars)?.Number.ToString(CultureInfo.InvariantCulture),
        Access = ArticleWords.Of(text.Access),
        Spoilers = text.Spoilers,
        State = text.PublishedAt is null ? Draft : Published,
        PublishedAt = text.PublishedAt?.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        Markdown = text.Markdown,
    };

    public static ArticleFields Of(IFormCollection form) => new()
    {
        Title = form["title"],
        Author = form["author"],
        Film = form["filmId"],
        Stars = form["stars"],
        Access = form["access"],
        Spoilers = form["spoilers"] == "true",
        State = form["state"] is [{ } state] ? state : Draft,
        PublishedAt = form["publishedAt"],
        Markdown = form["markdown"].ToString().Replace("\r\n", "\n", StringComparison.Ordinal),
    };

    /// <summary>The command that saves it; what is wrong is added to the errors.</summary>
    /// <param name="editorId">Who saves.</param>
    /// <param name="filmId">The film that <see cref="Film"/> means; null when none is.</param>
    /// <param name="revision">The revision that the editor began with.</param>
    /// <param name="known">The time it has already; a form shows no more than its minute.</param>
    /// <param name="errors">Field to messages.</param>
    public SaveArticle ToCommand(
        long editorId, string? filmId, int revision, DateTimeOffset? known, out Dictionary<string, string[]> errors)
    {
        var time = State == Draft ? null : ReadTime(known);
        var input = new ArticleInput
        {
            Title = Title,
            Author = Author ?? "",
            FilmId = filmId ?? "",
            Stars = string.IsNullOrEmpty(Stars) ? null : new StarsInput(ReadStars()),
            Access = Access,
            Spoilers = Spoilers,
            Markdown = Markdown,
            State = State,
            PublishedAt = time,
            Revision = revision,
        };
        var command = input.Read(editorId, "", out errors);
        if (State != Draft && string.IsNullOrWhiteSpace(Film)) errors["filmId"] = ["Name the film: the article appears on its page."];
        if (State != Draft && !string.IsNullOrWhiteSpace(PublishedAt) && time is null)
            errors["publishedAt"] = ["Must be a date and time, such as 2026-11-27T09:30."];
        return command;
    }

    /// <summary>The fields above the text.</summary>
    public IReadOnlyList<EditorField> ToForm(IReadOnlyDictionary<string, string[]> errors)
    {
        EditorField[] fields =
        [
            new("title", "Headline", Title) { MaxLength = ArticleText.MaxTitle },
            new("author", "By", Author) { MaxLength = ArticleText.MaxAuthor, Width = "half" },
            new("filmId", "Film",
                Film) { MaxLength = FilmChoice.MaxLength, Hint = "Title and year. A draft can do without.", Width = "half" },
            new("stars", "Our rating", Stars) { Kind = "choice", Choices = Verdicts, Width = "half" },
            new("access", "Who can read the rest", Access) { Kind = "choice", Choices = [
                (ArticleWords.Subscribers, "Subscribers"), (ArticleWords.Free, "Everyone")], Width = "half" },
            new("state", "Status", State) { Kind = "choice", Choices = [
                (Draft, "Draft"), (Published, "Published or scheduled")], Width = "half" },
            new("publishedAt", "Publish at",
                PublishedAt) { Kind = "datetime-local", Hint = "UTC. Leave empty for now; a later time schedules it.", Width = "half" },
        ];
        return [.. fields.Select(field => WithError(field, errors))];
    }

    /// <summary>The text itself.</summary>
    public EditorField ToTextField(IReadOnlyDictionary<string, string[]> errors) =>
        WithError(
            new("markdown", "Text", Markdown) { Kind = "lines", Rows = 24,
                Hint = "Markdown: ## heading, *emphasis*, **strong**, > quotation, [link](https://…)." }, errors);

    private static EditorField WithError(EditorField field, IReadOnlyDictionary<string, string[]> errors) =>
        errors.TryGetValue(field.Name, out var messages) ? field with { Error = string.Join(' ', messages) } : field;

    private Stars? ReadStars() =>
        decimal.TryParse(Stars, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Domain.Ratings.Stars.TryFromNumber(number, out var stars) ? stars : null;

    private DateTimeOffset? ReadTime(DateTimeOffset? known)
    {
        if (!DateTime.TryParse(PublishedAt, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time)) return null;
        return known is { } standing && standing.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) == PublishedAt
            ? standing
            : new DateTimeOffset(time, TimeSpan.Zero);
    }
}
