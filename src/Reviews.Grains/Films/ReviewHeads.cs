using Microsoft.Extensions.Logging;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Reviews;

namespace Reviews.Grains.Films;

/// <summary>The heads (beginnings) of a film's newest reviews, which are sent to the nodes. When newer reviews are removed, older ones are
/// among the newest again: their heads are fetched from their grains, which can always answer.</summary>
internal sealed partial class ReviewHeads(FilmActivation film, FilmWrites writes)
{
    private readonly ILogger _logger = film.Logger;
    private bool _filling;
    private bool _missed;

    private WritingState Writing => film.Journal.Writing;

    /// <summary>Fetches missing heads. Never throws: the next review update retries.</summary>
    public async Task FillAsync()
    {
        _missed = true;
        if (_filling) return;   // the running fill looks again
        _filling = true;
        try
        {
            while (_missed)
            {
                _missed = false;
                await AskAsync();
            }
        }
        catch (Exception exception)
        {
            LogHeadsMissing(film.FilmId, exception);
        }
        finally
        {
            _filling = false;
        }
    }

    /// <summary>A review's answer may be stale when it arrives: it is used only for the revision the film knows. Updates to another
    /// revision bring their own head.</summary>
    private async Task AskAsync()
    {
        if (Writing.Headless is not { Count: > 0 } headless) return;
        var told = (await Task.WhenAll(headless.Select(ReadAsync))).OfType<StoredReview>();
        await writes.WriteAsync(() => told.Any(Writing.LacksHeadOf), () =>
        {
            foreach (var review in told.Where(Writing.LacksHeadOf)) Writing.Tell(ReviewRecord.Head(review.Face));
        });
    }

    private Task<StoredReview?> ReadAsync(long userId) => film.Grains.GetGrain<IReviewGrain>(userId, film.FilmId, null).ReadAsync();

    [LoggerMessage(
        Level = LogLevel.Information, Message = "Not all of the newest reviews of {FilmId} could be fetched; fewer are shown.")]
    private partial void LogHeadsMissing(string filmId, Exception exception);
}
