using Orleans.Concurrency;

namespace Reviews.Contracts.Platform;

/// <summary>A secret that works once, on whichever node it is used. Key: what it opens, such as <c>operator-setup</c>.</summary>
[Alias("reviews.IOneTimeTokenGrain")]
public interface IOneTimeTokenGrain : IGrainWithStringKey
{
    /// <summary>The open token; generated, durably, when there is none. 64 hexadecimal digits.</summary>
    [Alias("Open")]
    Task<string> OpenAsync();

    /// <summary>Whether the token is the open one.</summary>
    [Alias("IsOpen"), AlwaysInterleave]
    Task<bool> IsOpenAsync(string token);

    /// <summary>Holds the open token for one visitor, who spends it or gives it back within <see cref="HoldTime"/>.</summary>
    /// <param name="token">The token that was shown.</param>
    /// <param name="visitor">Any id; asking again with the same one gets the same answer.</param>
    /// <returns>False when the token is not the open one, or another visitor holds it.</returns>
    [Alias("Hold")]
    Task<bool> HoldAsync(string token, Guid visitor);

    /// <summary>Gives a held token back, still open.</summary>
    [Alias("Return")]
    Task ReturnAsync(Guid visitor);

    /// <summary>Closes the token forever; returns when that is durable.</summary>
    [Alias("Spend")]
    Task SpendAsync(string token);

    /// <summary>After this a visitor who never came back loses the hold: 1 min.</summary>
    static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(1);
}
