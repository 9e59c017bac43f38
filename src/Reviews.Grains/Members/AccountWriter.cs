using Reviews.Contracts.Members;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>Writes the account, with everything that is stored in the same write.</summary>
internal sealed class AccountWriter(
    MemberActivation member, MemberWork work, MemberNames names, MemberEmails emails, MemberReviews reviews)
{
    private DurableRecord<MemberAccountState> Account => member.Journal.Account;

    /// <summary>Whether there are reviews, or one is being written that may carry the current public name.</summary>
    private bool MayHaveReviews => member.Journal.Reviews.HasStaged || reviews.Standing.Any();

    /// <returns>False when the account has changed since the caller read it, or may not be written this way: nothing was written.</returns>
    public async Task<bool> WriteAsync(AccountWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(write.Account);
        if (!write.Claims.IsDefaultOrEmpty && !await names.OwnsNewAsync(write.Account)) return false;
        var isWritten = !write.Letters.IsDefaultOrEmpty || (IsRename(write.Account) && MayHaveReviews)
            ? await work.RegisterBeforeAsync(() => PutAsync(write))
            : await PutAsync(write);
        if (emails.AreOwed && !await emails.PostAsync()) work.ResumeAfter(member.Options.ResumeInterval);
        return isWritten;
    }

    private async Task<bool> PutAsync(AccountWrite write)
    {
        var latest = Account.Latest ?? MemberAccountState.Empty;
        if (!MayPut(latest, write)) return false;
        Account.Replace(Next(latest, write));
        await member.Journal.CommitAsync();
        if (names.HasNews) work.ResumeAfter(TimeSpan.Zero);
        return true;
    }

    private bool MayPut(MemberAccountState latest, AccountWrite write)
    {
        if (member.Journal.IsBeingErased) return false;   // nothing brings an erased member back
        if (IsRename(write.Account) && member.Journal.IsBeingSuspended) return false;
        if (!write.Claims.IsDefault && write.Claims.Any(claim => latest.RefusedClaims.Contains(claim))) return false;
        var stamp = latest.Account?.ConcurrencyStamp;
        return stamp == write.ExpectedStamp || stamp == write.Account.ConcurrencyStamp;   // the latter on a retry
    }

    private MemberAccountState Next(MemberAccountState latest, AccountWrite write)
    {
        var next = latest.With(write.Account, MayHaveReviews).Owe(write.Letters);
        return write.KeptSession is { } session && latest.Account is { } before
            ? next.Keep(session, before.SecurityStamp, write.Account.SecurityStamp, member.Now) ?? next
            : next;
    }

    private bool IsRename(MemberAccount account) => Account.Latest?.Account is { } own && own.DisplayName != account.DisplayName;
}
