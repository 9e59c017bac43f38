using Microsoft.Extensions.Logging;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Films.Writing;
using Reviews.Grains.Reviews;

namespace Reviews.Grains.Films;

/// <summary>The heads of a film's newest reviews, which travel to the nodes. When newer reviews go, older ones are among the newest again:
/// their heads are asked of their grains, which answer at any time.</summary>
internal sealed partial class ReviewHeads(FilmActivation film, FilmWrites writes)
{
    private readonly ILogger _logger = film.Logger;
    private bool _filling;
    private bool _missed;

    private WritingState Writing => film.Journal.Writing;

    /// <summary>Asks for the heads that are missing. Never throws: the next news of a review tries again.</summary>
    public async Task FillAsync()
    {
        _missed = true;
        if (_filling) return;   // whoever fills them looks again
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

    /// <summary>What a review says may be old when its answer comes: it is taken only for the revision that the film knows.
    /// News of another bring their own head.</summary>
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
        Level = LogLevel.Information, Message = "The heads of the newest reviews of {FilmId} could not all be asked for; fewer are shown.")]
    private partial void LogHeadsMissing(string filmId, Exception exception);
}
