using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Names;

/// <summary>
/// Who owns one name. It asks user grains, which answer whatever they wait for; while they are being erased they call this one.
/// </summary>
[GrainType("name")]
internal sealed class NameGrain([PersistentState("name")] IPersistentState<NameRecord> state, TimeProvider time, IStoreHistory history)
    : StoreGrain(history), INameGrain
{
    private NameRecord _durable = new();   // who owns the name is asked while it is written, and must not be told before

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
        // Two calls of one member may share a claim; the one that failed must not free what the other has just written.
        if (_durable.Owner != userId || await IsHeldAsync(userId)) return;
        await this.ClearOrStepDownAsync(state);
        _durable = new NameRecord();
    }

    public Task<long?> OwnerAsync() => Task.FromResult(_durable.Owner);

    /// <summary>Whether the standing owner keeps the name: a young claim they do; else their account is asked, also for a confirmed one,
    /// since a crash may have come between the change of a name and its release.</summary>
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

    /// <summary>Whether nothing can be written under the owner's claim: it was refused for another, or for a release, and what was to
    /// follow could not be written here. A new claim takes its place; the old one stays refused, so that there are never two to write
    /// under.</summary>
    private async Task<bool> IsRefusedAsync(long owner)
    {
        try
        {
            return await GrainFactory.GetGrain<IUserGrain>(owner).RefusesClaimAsync(_durable.Claim);
        }
        catch (TypeLoadException)
        {
            // the owner is on a silo of an earlier version, which knows no such call: the same claim is given again, as it was then
            return false;
        }
    }
}
