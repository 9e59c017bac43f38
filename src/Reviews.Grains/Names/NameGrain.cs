using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Names;

/// <summary>Who owns one name. User grains never call this one, so it may ask them.</summary>
[GrainType("name")]
internal sealed class NameGrain([PersistentState("name")] IPersistentState<NameRecord> state, TimeProvider time) : Grain, INameGrain
{
    private NameRecord Record => state.State;

    public async Task<Guid?> ClaimAsync(long userId)
    {
        if (Record.Owner == userId) return Record.Claim;
        if (Record.Owner is { } other && await IsKeptAsync(other)) return null;
        await this.WriteOrStepDownAsync(state, new NameRecord(userId, Guid.NewGuid(), IsConfirmed: false, time.GetUtcNow()));
        return Record.Claim;
    }

    public async Task ConfirmAsync(long userId, Guid claim)
    {
        if (Record.Owner != userId || Record.Claim != claim || Record.IsConfirmed) return;
        await this.WriteOrStepDownAsync(state, Record with { IsConfirmed = true });
    }

    public async Task ReleaseAsync(long userId)
    {
        // Asked, because a release may come late: by then the member may have the name again, under this same claim.
        if (Record.Owner == userId && !await HoldsAsync(userId)) await this.WriteOrStepDownAsync(state, new NameRecord());
    }

    public Task<long?> OwnerAsync() => Task.FromResult(Record.Owner);

    /// <summary>Whether the standing owner keeps the name. An old claim is asked back, and so is a confirmed one: a crash may have come
    /// between the account giving the name up and its release.</summary>
    private async Task<bool> IsKeptAsync(long owner)
    {
        if (!Record.IsConfirmed && time.GetUtcNow() - Record.ClaimedAt < NameClaims.PendingTime) return true;
        var holds = await HoldsAsync(owner);
        if (holds && !Record.IsConfirmed) await this.WriteOrStepDownAsync(state, Record with { IsConfirmed = true });
        return holds;
    }

    private Task<bool> HoldsAsync(long owner) => GrainFactory.GetGrain<IUserGrain>(owner).AffirmNameAsync(this.GetPrimaryKeyString(), Record.Claim);
}
