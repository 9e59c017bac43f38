using Reviews.Contracts.Members;

namespace Reviews.Application.Members.Operators;

/// <summary>
/// Records that there is an operator, and who: otherwise nobody could tell, since roles belong to accounts and accounts are not listed.
/// </summary>
internal sealed class FirstOperator(AccountNames names, IGrainFactory grains)
{
    /// <summary>Whoever holds this name is an operator. Claimed once the account is there.</summary>
    private const string Mark = "role:operator";

    /// <summary>Whether the holder is still an operator.</summary>
    public async Task<bool> ExistsAsync() =>
        await names.OwnerAsync(Mark) is { } owner
        && await grains.GetGrain<IUserGrain>(owner).AccountAsync() is { } account && account.Roles.Contains(MemberRoles.Operator);

    /// <summary>Gives the mark to an operator unless someone has it.</summary>
    public async Task MarkAsync(long userId)
    {
        if (await names.OwnerAsync(Mark) is null) await ClaimAsync(userId);
    }

    /// <summary>After a member stopped being one: if they held the mark, it goes to the operator who is left.</summary>
    public async Task HandOverAsync(long from, long to)
    {
        if (await names.OwnerAsync(Mark) != from) return;
        await names.ReleaseAsync(Mark, from);
        await ClaimAsync(to);
    }

    private async Task ClaimAsync(long userId)
    {
        if (await names.ClaimAsync(Mark, userId) is { } claim) await names.ConfirmAsync(Mark, userId, claim);
    }
}
