using Reviews.Application.Films;

namespace Reviews.Api.Live;

/// <summary>What the live hub calls on its clients.</summary>
public interface IRatingsClient
{
    /// <summary>A watched film's rating changed. At most one message per film and interval, always ending with the newest.</summary>
    Task RatingChanged(RatingMessage rating);
}
