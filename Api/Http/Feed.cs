using System.Text.Json.Serialization;

namespace Reviews.Api.Http;

/// <summary>A page of a feed.</summary>
/// <param name="Items">This page's.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Incomplete">True when some are missing because they can't be read from the store; left out otherwise.</param>
internal sealed record Feed<T>(
    IReadOnlyList<T> Items, string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Incomplete = false);
