using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Names;

/// <summary>Who owns one name. It asks user grains, which answer whatever they wait for; while they are being erased they call this one.</summary>
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
        // Two calls of one member may share a claim; the one that failed must not free what the other has just written.
        if (Record.Owner == userId && !await IsHeldAsync(userId)) await this.ClearOrStepDownAsync(state);
    }

    public Task<long?> OwnerAsync() => Task.FromResult(Record.Owner);

    /// <summary>Whether the standing owner keeps the name: a young claim he does; else his account is asked, also for a confirmed one,
    /// since a crash may have come between the change of a name and its release.</summary>
    private async Task<bool> IsKeptAsync(long owner)
    {
        if (!Record.IsConfirmed && time.GetUtcNow() - Record.ClaimedAt < NameClaims.PendingTime) return true;
        var holds = await IsHeldAsync(owner);
        if (holds && !Record.IsConfirmed) await this.WriteOrStepDownAsync(state, Record with { IsConfirmed = true });
        return holds;
    }

    /// <summary>Whether the account holds the name; if not, nothing can be written under the claim any more.</summary>
    private Task<bool> IsHeldAsync(long owner) =>
        GrainFactory.GetGrain<IUserGrain>(owner).AffirmNameAsync(this.GetPrimaryKeyString(), Record.Claim);
}
