using Microsoft.Extensions.DependencyInjection;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Films;

/// <summary>What is journalled of one film: three states in one journal, made durable together.</summary>
/// <param name="ballots">The votes, and the times whose votes do not count.</param>
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

    /// <summary>Whether the film is durably published: of another one nothing is kept.</summary>
    public bool IsPublished => details.Value is not null;

    /// <summary>Makes durable what is staged in any of the states.</summary>
    public Task CommitAsync() => journal.CommitAsync();

    /// <summary>Makes it durable in a journal that holds nothing of the past.</summary>
    public Task CommitAnewAsync() => journal.CommitAnewAsync();
}
