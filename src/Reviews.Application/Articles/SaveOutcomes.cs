using Reviews.Application.Outcomes;
using Reviews.Contracts.Articles;
using Reviews.Contracts.Reviews;

namespace Reviews.Application.Articles;

/// <summary>What it means that an article was not saved, to programs and pages. On a page the sentence follows <c>Not saved:</c>
/// and a space.</summary>
internal static class SaveOutcomes
{
    private static readonly Dictionary<SaveOutcome, OutcomeMeaning> Refusals = new()
    {
        [SaveOutcome.Conflict] = new(
            StatusCodes.Status409Conflict, "Someone has saved the article since: 'current' is how it is now, 'sent' is what you wrote."),
        [SaveOutcome.UnknownFilm] = Rule(OutcomeMeanings.UnknownFilm.Detail!, "that film no longer exists."),
        [SaveOutcome.NoFilm] = Rule(
            "A published article must name its film; this one can be saved as a draft.",
            "it doesn’t name a film. You can still save it as a draft."),
        [SaveOutcome.FilmFull] = Rule(
            $"The film already has {FilmWriting.MaxArticles} articles; this one can be saved as a draft.",
            $"the film already has {FilmWriting.MaxArticles} articles. You can still save this one as a draft."),
        [SaveOutcome.PreviewTooLong] = Rule(
            $"The preview may have at most {ArticleSummary.MaxOpening} characters: end it earlier.",
            $"the preview may have at most {ArticleSummary.MaxOpening} characters. End it earlier."),
        [SaveOutcome.TooManyRevisions] = Rule(
            $"The article already has {IArticleGrain.MaxRevisions} revisions, the maximum.",
            $"it already has {IArticleGrain.MaxRevisions} revisions, the maximum. Continue in a new article."),
        [SaveOutcome.DirectoryFull] = Rule(
            $"There are already {IArticleDirectoryGrain.MaxArticles} articles, the maximum.",
            $"there are already {IArticleDirectoryGrain.MaxArticles} articles, the maximum."),
    };

    /// <exception cref="KeyNotFoundException">It was saved.</exception>
    public static OutcomeMeaning Of(SaveAnswer answer) => answer.Outcome switch
    {
        SaveOutcome.PreviewUnclear => Rule(answer.Reason!, $"{answer.Reason} You can still save it as a draft."),
        SaveOutcome.TooIntricate => Rule(answer.Reason!, answer.Reason!),
        _ => Refusals[answer.Outcome],
    };

    private static OutcomeMeaning Rule(string detail, string sentence) =>
        new(StatusCodes.Status422UnprocessableEntity, detail) { Sentence = sentence };
}
