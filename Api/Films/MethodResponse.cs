using System.Globalization;
using System.Text.Json.Serialization;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Films;

/// <summary>How the weighted score is calculated.</summary>
/// <param name="MinimumVotes">How many votes of the overall mean every film starts with.</param>
/// <param name="OverallMean">The mean of all votes, in stars, updated at most hourly.</param>
/// <param name="Revision">Grows by one with every change of m or C.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record MethodResponse(
    [property: JsonPropertyName("m")] double MinimumVotes, [property: JsonPropertyName("C")] double OverallMean, int Revision,
    string Sentence)
{
    public static MethodResponse Of(RatingMethod method) => new(method.MinimumVotes, method.OverallMean, method.Revision, string.Create(
        CultureInfo.InvariantCulture,
        $"weighted = (v·R + m·C) / (v + m): every film starts with m = {method.MinimumVotes} votes of C = {method.OverallMean} stars, the "
            + $"mean of all votes on the site, and adds its own v votes with mean R."));
}
