using System.Collections.Immutable;
using Reviews.Contracts.Members;
using Reviews.Contracts.Names;
using Reviews.Contracts.Reviews;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <summary>The names that the account holds, each of which has its own grain, and the public one, which reviews carry.</summary>
internal sealed class MemberNames(MemberActivation member, MemberWork work, MemberReviews reviews, ReviewDelivery delivery)
{
    /// <summary>Whether reviews may still carry an earlier public name.</summary>
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

    /// <summary>Whether the account holds the name; if not, the claim is refused forever.</summary>
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
        await member.Journal.CommitAsync();   // a reported refusal must be durable, or the claim could still be used after all
        return refuses;
    }

    /// <summary>
    /// Whether the member owns the names new in the account. If the store came back without the claim, the name is free or someone else's.
    /// Checked in the incarnation the account is written in, so that both are lost or neither is.
    /// </summary>
    public async Task<bool> OwnsNewAsync(MemberAccount account)
    {
        foreach (var name in KeysOf(account).Except(KeysOf(Account.Latest?.Account)))
            if (await member.Grains.GetGrain<INameGrain>(name).OwnerAsync() != member.UserId) return false;
        return true;
    }

    /// <summary>The name grain calls back to check whether the account holds it, which this reentrant grain can answer.</summary>
    public Task<bool> FreeAsync(string name) =>
        work.TryAsync(() => member.Grains.GetGrain<INameGrain>(name).ReleaseAsync(member.UserId));

    /// <summary>Sends every review the public name; true when all of them carry it.</summary>
    public async Task<bool> TellAsync()
    {
        if (!HasNews) return true;
        var (name, number) = (Account.Value!.Account!.DisplayName, Account.Value.CurrentName);
        if (!await work.ForEachAsync(reviews.Standing, MemberWork.Slice, review => TellAsync(review.FilmId, name, number))) return false;
        // Another name may have been chosen in the meantime, which is sent next.
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

        // A text in flight carries the name it was sent with, so it must arrive or be refused first.
        return reviews.IsDone(standing)
            && await work.TryAsync(() => reviews.GrainOf(filmId).RenameAsync(new ReviewerName(name, number, member.Standing)));
    }
}
