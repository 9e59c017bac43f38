using Reviews.Application.Films;

namespace Reviews.Api.Films;

/// <summary>A vote as it is sent.</summary>
internal sealed record VoteRequest
{
    /// <summary>From 0.5 to 5, in half-star steps.</summary>
    public StarsInput? Stars { get; init; }
}
