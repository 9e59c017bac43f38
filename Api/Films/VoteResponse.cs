using Reviews.Application.Films;
using Reviews.Contracts.Members;

namespace Reviews.Api.Films;

/// <summary>My vote.</summary>
internal sealed record VoteResponse(string FilmId, decimal Stars, DateTimeOffset RatedAt)
{
    public static VoteResponse Of(MemberRating vote) =>
        new(vote.FilmId, Domain.Ratings.Stars.FromHalfStars(vote.HalfStars).Number, vote.RatedAt);
}

/// <summary>My vote with the film's rating that includes it.</summary>
internal sealed record CastVoteResponse(string FilmId, decimal Stars, DateTimeOffset RatedAt, RatingMessage Rating)
{
    public static CastVoteResponse Of(MemberRating vote, RatingMessage rating) =>
        new(vote.FilmId, Domain.Ratings.Stars.FromHalfStars(vote.HalfStars).Number, vote.RatedAt, rating);
}
