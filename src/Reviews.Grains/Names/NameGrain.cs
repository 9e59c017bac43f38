using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Names;

/// <summary>
/// The owner of one name. It calls user grains, which can answer even while they are waiting for this one, as during an erasure.
/// </summary>
[GrainType("name")]
internal sealed class NameGrain([PersistentState("name")] IPersistentState<NameRecord> state, TimeProvider time, IStoreHistory history)
    : StoreGrain(history), INameGrain
{
    private NameRecord _durable = new();   // the owner can be read during a write, but must not change before it is durable

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _durable = state.State;
        return base.OnActivateAsync(cancellationToken);
    }

    public async Task<Guid?> ClaimAsync(long userId)
    {
        if (_durable.Owner == userId && !await IsRefusedAsync(userId)) return _durable.Claim;
        if (_durable.Owner is { } other && other != userId && await IsKeptAsync(other)) return null;
        await WriteAsync(new NameRecord(userId, Guid.NewGuid(), IsConfirmed: false, time.GetUtcNow()));
        return _durable.Claim;
    }

    public async Task ConfirmAsync(long userId, Guid claim)
    {
        if (_durable.Owner != userId || _durable.Claim != claim || _durable.IsConfirmed) return;
        await WriteAsync(_durable with { IsConfirmed = true });
    }

    public async Task ReleaseAsync(long userId)
    {
        // Two calls of one member may share a claim; the failed one must not free what the other has just written.
        if (_durable.Owner != userId || await IsHeldAsync(userId)) return;
        await this.ClearOrStepDownAsync(state);
        _durable = new NameRecord();
    }

    public Task<long?> OwnerAsync() => Task.FromResult(_durable.Owner);

    /// <summary>Whether the current owner keeps the name: with a young claim they do; otherwise their account is asked, even if the claim
    /// is confirmed, since a crash may have come between changing a name and releasing it.</summary>
    private async Task<bool> IsKeptAsync(long owner)
    {
        if (!_durable.IsConfirmed && time.GetUtcNow() - _durable.ClaimedAt < NameClaims.PendingTime) return true;
        var holds = await IsHeldAsync(owner);
        if (holds && !_durable.IsConfirmed) await WriteAsync(_durable with { IsConfirmed = true });
        return holds;
    }

    private async Task WriteAsync(NameRecord next)
    {
        await this.WriteOrStepDownAsync(state, next);
        _durable = next;
    }

    /// <summary>Whether the account holds the name; if not, nothing can be written under the claim any more.</summary>
    private Task<bool> IsHeldAsync(long owner) =>
        GrainFactory.GetGrain<IUserGrain>(owner).AffirmNameAsync(this.GetPrimaryKeyString(), _durable.Claim);

    /// <summary>Whether nothing can be written under the owner's claim: it was refused in favour of another or for a release, but the
    /// following write here failed. A new claim replaces it; the old one stays refused, so there are never two to write under.</summary>
    private async Task<bool> IsRefusedAsync(long owner)
    {
        try
        {
            return await GrainFactory.GetGrain<IUserGrain>(owner).RefusesClaimAsync(_durable.Claim);
        }
        catch (TypeLoadException)
        {
            // the owner is on a silo of an earlier version without this call: the same claim is returned, as that version did
            return false;
        }
    }
}
