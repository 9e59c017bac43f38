using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <content>The account and its names, each of which has a grain of its own. The public name goes on to the reviews that bear it.</content>
internal sealed partial class UserGrain
{
    /// <summary>Whether reviews may still bear an earlier public name.</summary>
    private bool HasNameToTell =>
        record.Value is { Account: not null } own && own.NameTold < own.CurrentName && reviews.Reviews.Any(review => review.Stands);

    /// <summary>Whether there are reviews, or one is being written that may bear the public name of this moment.</summary>
    private bool MayHaveReviews => reviews.HasStaged || reviews.Reviews.Any(review => review.Stands);

    public Task<bool> PutAccountAsync(MemberAccount account, string? expectedStamp, Guid? claim) =>
        WriteAccountAsync(new AccountWrite(account, expectedStamp) { Claims = claim is { } one ? [one] : [] });

    public async Task<bool> WriteAccountAsync(AccountWrite write)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(write.Account);
        if (!write.Claims.IsDefaultOrEmpty && !await OwnsNewNamesAsync(write.Account)) return false;
        var isWritten = !write.Letters.IsDefaultOrEmpty || (IsRename(write.Account) && MayHaveReviews)
            ? await RegisterBeforeAsync(() => PutAsync(write))
            : await PutAsync(write);
        if (OwesLetters && !await PostLettersAsync()) ResumeAfter(options.Value.ResumeInterval);
        return isWritten;
    }

    public async Task<bool> AffirmNameAsync(string nameKey, Guid claim)
    {
        var latest = record.Latest ?? MemberAccountState.Empty;
        var holds = NamesOf(latest.Account).Contains(nameKey);
        if (!holds) record.Replace(latest.Refuse(claim));
        await journal.CommitAsync();   // either way the answer must be durable before it is given
        return holds;
    }

    public async Task<bool> RefusesClaimAsync(Guid claim)
    {
        var refuses = record.Latest is { } latest && latest.RefusedClaims.Contains(claim);
        await journal.CommitAsync();   // a refusal that is answered must be durable, or the claim could be written under after all
        return refuses;
    }

    private async Task<bool> PutAsync(AccountWrite write)
    {
        var latest = record.Latest ?? MemberAccountState.Empty;
        if (!MayPut(latest, write)) return false;
        var next = latest.With(write.Account, MayHaveReviews).Owe(write.Letters);
        if (write.KeptSession is { } session && latest.Account is { } before)
            next = next.Keep(session, before.SecurityStamp, write.Account.SecurityStamp, Moment) ?? next;
        record.Replace(next);
        await journal.CommitAsync();
        if (HasNameToTell) ResumeAfter(TimeSpan.Zero);
        return true;
    }

    private bool MayPut(MemberAccountState latest, AccountWrite write)
    {
        if (erasure.Latest is not null) return false;   // nothing brings an erased member back
        if (IsRename(write.Account) && suspension.Latest?.Reason is not null) return false;
        if (!write.Claims.IsDefault && write.Claims.Any(claim => latest.RefusedClaims.Contains(claim))) return false;
        var stamp = latest.Account?.ConcurrencyStamp;
        return stamp == write.ExpectedStamp || stamp == write.Account.ConcurrencyStamp;   // the latter when asked twice
    }

    private bool IsRename(MemberAccount account) => record.Latest?.Account is { } own && own.DisplayName != account.DisplayName;

    /// <summary>Tells every review the public name; true when all of them bear it.</summary>
    private async Task<bool> TellNameAsync()
    {
        if (!HasNameToTell) return true;
        var (name, number) = (record.Value!.Account!.DisplayName, record.Value.CurrentName);
        var standing = reviews.Reviews.Where(review => review.Stands);
        if (!await ForEachAsync(standing, WorkSlice, review => TellNameAsync(review.FilmId, name, number))) return false;
        if (record.Latest is not { Account: not null } latest || latest.CurrentName != number) return false;   // another one came meanwhile
        record.Replace(latest with { NameTold = number });
        await journal.CommitAsync();
        return true;
    }

    private async Task<bool> TellNameAsync(string filmId, string name, int number)
    {
        var deadline = new Deadline(time, options.Value.ResumeTime);
        using var turn = await _turns.TakeAsync(TurnOfReviews(filmId), deadline.Left);
        if (turn is null) return false;
        if (reviews.Find(filmId) is not { Stands: true } standing) return true;

        // A text that may still be on its way bears the name of the day: it must arrive, or be barred, before.
        return IsDone(standing) && await TryAsync(() => ReviewOf(filmId).RenameAsync(new ReviewerName(name, number, Standing)));
    }

    /// <summary>The keys of all names that an account holds.</summary>
    private static ImmutableArray<string> NamesOf(MemberAccount? account)
    {
        if (account is null) return [];
        string?[] names =
        [
            NameClaims.Email(account.NormalizedUserName), account.NormalizedEmail is { } email ? NameClaims.Email(email) : null,
            account.DisplayNameKey, account.DisplayNameLook,
        ];
        return [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// Whether the member owns what would be new in the account. The store may have come back without the claim, and then the name is free,
    /// or someone else's. Asked of the incarnation that the account is written under, so that both are lost or neither.
    /// </summary>
    private async Task<bool> OwnsNewNamesAsync(MemberAccount account)
    {
        foreach (var name in NamesOf(account).Except(NamesOf(record.Latest?.Account)))
            if (await GrainFactory.GetGrain<INameGrain>(name).OwnerAsync() != UserId) return false;
        return true;
    }
}
