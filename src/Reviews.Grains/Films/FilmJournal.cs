using Microsoft.Extensions.DependencyInjection;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>What is journalled about one film: three states in one journal, made durable together.</summary>
/// <param name="ballots">The votes, and the periods whose votes do not count.</param>
/// <param name="details">The details; no value: the film was never published.</param>
/// <param name="writing">What is written about the film.</param>
/// <param name="journal">Makes all three durable.</param>
internal sealed class FilmJournal(
    [FromKeyedServices("ballots")] BallotsState ballots,
    [FromKeyedServices("details")] DurableRecord<PublishedFilm> details,
    [FromKeyedServices("writing")] WritingState writing,
    GrainJournal journal)
{
    public BallotsState Ballots => ballots;

    public DurableRecord<PublishedFilm> Details => details;

    public WritingState Writing => writing;

    /// <summary>Whether the film is durably published; nothing is kept about one that is not.</summary>
    public bool IsPublished => details.Value is not null;

    /// <summary>Makes whatever is staged in any of the states durable.</summary>
    public Task CommitAsync() => journal.CommitAsync();

    /// <summary>The same, and rewrites the journal without its past.</summary>
    public Task CommitRewriteAsync() => journal.CommitRewriteAsync();
}
