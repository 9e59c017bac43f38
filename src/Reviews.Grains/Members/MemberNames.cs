using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>The names that the account holds, each of which has a grain of its own, and the public one, which reviews bear.</summary>
internal sealed class MemberNames(MemberActivation member, MemberWork work, MemberReviews reviews, ReviewDelivery delivery)
{
    /// <summary>Whether reviews may still bear an earlier public name.</summary>
    public bool HasNews =>
        Account.Value is { Account: not null } own && own.NameTold < own.CurrentName && reviews.Standing.Any();

    private DurableRecord<MemberAccountState> Account => member.Journal.Account;

    /// <summary>The keys of all names that an account holds.</summary>
    public static ImmutableArray<string> KeysOf(MemberAccount? account)
    {
        if (account is null) return [];
        string?[] names =
        [
            NameClaims.Email(account.NormalizedUserName), account.NormalizedEmail is { } email ? NameClaims.Email(email) : null,
            account.DisplayNameKey, account.DisplayNameLook,
        ];
        return [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether the account holds the name; if not, the claim is refused for ever.</summary>
    public async Task<bool> AffirmAsync(string nameKey, Guid claim)
    {
        var latest = Account.Latest ?? MemberAccountState.Empty;
        var holds = KeysOf(latest.Account).Contains(nameKey);
        if (!holds) Account.Replace(latest.Refuse(claim));
        await member.Journal.CommitAsync();   // either way the answer must be durable before it is given
        return holds;
    }

    public async Task<bool> RefusesAsync(Guid claim)
    {
        var refuses = Account.Latest is { } latest && latest.RefusedClaims.Contains(claim);
        await member.Journal.CommitAsync();   // a refusal that is answered must be durable, or the claim could be written under after all
        return refuses;
    }

    /// <summary>
    /// Whether the member owns what would be new in the account. The store may have come back without the claim, and then the name is free,
    /// or someone else's. Asked of the incarnation that the account is written under, so that both are lost or neither.
    /// </summary>
    public async Task<bool> OwnsNewAsync(MemberAccount account)
    {
        foreach (var name in KeysOf(account).Except(KeysOf(Account.Latest?.Account)))
            if (await member.Grains.GetGrain<INameGrain>(name).OwnerAsync() != member.UserId) return false;
        return true;
    }

    /// <summary>The name asks back whether the account holds it, which the reentrant grain answers meanwhile.</summary>
    public Task<bool> FreeAsync(string name) =>
        work.TryAsync(() => member.Grains.GetGrain<INameGrain>(name).ReleaseAsync(member.UserId));

    /// <summary>Tells every review the public name; true when all of them bear it.</summary>
    public async Task<bool> TellAsync()
    {
        if (!HasNews) return true;
        var (name, number) = (Account.Value!.Account!.DisplayName, Account.Value.CurrentName);
        if (!await work.ForEachAsync(reviews.Standing, MemberWork.Slice, review => TellAsync(review.FilmId, name, number))) return false;
        // Another name may have been chosen meanwhile, which is told next.
        if (Account.Latest is not { Account: not null } latest || latest.CurrentName != number) return false;
        Account.Replace(latest with { NameTold = number });
        await member.Journal.CommitAsync();
        return true;
    }

    private async Task<bool> TellAsync(string filmId, string name, int number)
    {
        var deadline = member.ResumeDeadline();
        using var turn = await delivery.TakeTurnAsync(filmId, deadline);
        if (turn is null) return false;
        if (member.Journal.Reviews.Find(filmId) is not { Stands: true } standing) return true;

        // A text that may still be on its way bears the name of the day: it must arrive, or be barred, before.
        return reviews.IsDone(standing)
            && await work.TryAsync(() => reviews.GrainOf(filmId).RenameAsync(new ReviewerName(name, number, member.Standing)));
    }
}
