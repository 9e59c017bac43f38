namespace Reviews.Application.Sample;

/// <summary>What an empty store is filled with.</summary>
/// <param name="Catalogue">Whether with the sample catalogue and its articles.</param>
/// <param name="Readers">Whether sample readers vote on it.</param>
internal sealed record SampleOptions(bool Catalogue, bool Readers);
