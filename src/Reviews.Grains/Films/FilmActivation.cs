using Microsoft.Extensions.Logging;
using Reviews.Contracts.Films;
using Reviews.Contracts.Reviews;

namespace Reviews.Grains.Films;

/// <summary>One activation of a film, as its collaborators see it: which film it is, what it holds, what readers see of it.</summary>
/// <remarks>Everything here runs on the grain's own scheduler; no locks.</remarks>
internal sealed class FilmActivation(
    FilmGrain grain, IGrainFactory grains, FilmJournal journal, FilmOptions options, TimeProvider time, ILogger logger)
{
    public string FilmId { get; } = grain.GetPrimaryKeyString();

    public IGrainFactory Grains => grains;

    public FilmJournal Journal => journal;

    public FilmOptions Options => options;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    /// <summary>The durable rating.</summary>
    public FilmRating Rating => journal.Ballots.RatingOf(FilmId);

    /// <summary>What is durably written about the film; null when nothing was ever written.</summary>
    public FilmWriting? Writing => journal.Writing.ToFilmWriting(HalfStarsOf);

    /// <summary>Everything durable that is sent to the nodes.</summary>
    public FilmState State => new(
        journal.Details.Value?.Details, journal.Details.Value?.Revision ?? 0, journal.Ballots.ChartedOf(FilmId, options.SurgeVotes),
        Writing);

    /// <summary>The stars a member currently gives the film; 0: none.</summary>
    public byte HalfStarsOf(long userId) =>
        journal.Ballots.Book.TryGet(userId, out var ballot) && ballot.Stands ? ballot.HalfStars : (byte)0;

    /// <inheritdoc cref="Journals.StoreGrain.RequireIncarnation"/>
    public void RequireIncarnation(long told) => grain.RequireIncarnation(told);

    /// <summary>Runs the work after <paramref name="due"/> and then periodically, interleaving with calls.</summary>
    public IGrainTimer RunEvery(TimeSpan due, TimeSpan period, Func<CancellationToken, Task> work) =>
        grain.RegisterGrainTimer(work, new GrainTimerCreationOptions { DueTime = due, Period = period, Interleave = true });
}
