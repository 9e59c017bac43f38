using System.Security.Cryptography;
using System.Text;
using Reviews.Contracts.Platform;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Platform;

/// <summary>Keeps one open token in a state record. The hold is in memory only: a restart releases it.</summary>
[GrainType("token")]
internal sealed class OneTimeTokenGrain(
    [PersistentState("token")] IPersistentState<TokenRecord> state, TimeProvider time) : Grain, IOneTimeTokenGrain
{
    /// <summary>256 bits, too many to guess.</summary>
    private const int TokenBytes = 32;

    private Guid? _visitor;

    /// <summary>A timestamp, not a time of day: the hold must not depend on clock adjustments.</summary>
    private long _heldSince;

    public async Task<string> OpenAsync()
    {
        if (state.State.Open is { } open) return open;
        var drawn = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        await this.WriteOrStepDownAsync(state, new TokenRecord { Open = drawn });
        return drawn;
    }

    public Task<bool> IsOpenAsync(string token) => Task.FromResult(Is(token));

    public Task<bool> HoldAsync(string token, Guid visitor)
    {
        var isHeld = _visitor is not null && time.GetElapsedTime(_heldSince) < IOneTimeTokenGrain.HoldTime;
        if (!Is(token) || (isHeld && _visitor != visitor)) return Task.FromResult(false);
        (_visitor, _heldSince) = (visitor, time.GetTimestamp());
        return Task.FromResult(true);
    }

    public Task ReturnAsync(Guid visitor)
    {
        if (_visitor == visitor) _visitor = null;
        return Task.CompletedTask;
    }

    public Task SpendAsync(string token) => Is(token) ? this.WriteOrStepDownAsync(state, new TokenRecord()) : Task.CompletedTask;

    private bool Is(string? token) => token is not null && state.State.Open is { } open
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(open), Encoding.UTF8.GetBytes(token));
}

/// <summary>The token as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.TokenRecord")]
internal sealed record TokenRecord
{
    /// <summary>Null: none was generated, or it was spent.</summary>
    [Id(0)] public string? Open { get; init; }
}
