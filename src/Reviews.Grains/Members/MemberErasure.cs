using Microsoft.Extensions.Logging;
using Reviews.Contracts.Members;

namespace Reviews.Grains.Members;

/// <summary>Erasure. The account is gone with the first write; each later step is idempotent, and progress is never lost.</summary>
/// <remarks>First what others see (names, votes, reviews), then the bytes: the journals of others and the member's own are rewritten. What
/// remains is the id with its ticket counter, so that nothing brings a vote back.</remarks>
internal sealed partial class MemberErasure(
    MemberActivation member, MemberAccess access, MemberWork work, MemberEmails emails, MemberNames names, MemberWithdrawal withdrawal,
    MemberTraces traces)
{
    private readonly ILogger _logger = member.Logger;

    /// <summary>Whether an erasure was started but not finished.</summary>
    public bool IsUnderWay => Journal.Erasure.Value is { FinishedAt: null };

    /// <summary>Whether the member is erased, or being erased.</summary>
    public bool IsBegun => Journal.Erasure.Value is not null;

    private MemberJournal Journal => member.Journal;

    public async Task<bool> EraseAsync(string securityStamp, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return access.Admits(Journal.Account.Value, securityStamp)
            ? await work.RegisterBeforeAsync(() => BeginAsync(securityStamp, secret))
            : Journal.Erasure.Value?.Secret == secret;
    }

    /// <summary>How far the erasure is; null when none was started under that secret, or too long ago.</summary>
    public ErasureProgress? ProgressOf(string secret) => Journal.Erasure.Value is { } own && own.IsTold(secret, member.Now)
        ? new ErasureProgress(
            own.StartedAt, own.FinishedAt, own.Names.Length, own.Votes, withdrawal.VotesLeft, own.Reviews, withdrawal.ReviewsLeft,
            own.Records, traces.Count)
        : null;

    /// <summary>Continues the running erasure; true when it is finished.</summary>
    public async Task<bool> GoOnAsync()
    {
        if (!await emails.PostAsync()) return false;
        var freed = await FreeNamesAsync();
        var withdrawn = await withdrawal.WithdrawAsync();
        if (!freed || !withdrawn || !await traces.EraseAsync()) return false;
        await FinishAsync();
        return true;
    }

    private async Task<bool> BeginAsync(string securityStamp, string secret)
    {
        // Checked again: the member may have been erased or signed out while the work was being registered.
        if (!Journal.IsBeingErased && Journal.Account.Latest is { Account: { } account } latest && access.Admits(latest, securityStamp))
        {
            Journal.Erasure.Replace(Begin(account, secret));
            Journal.Account.Replace(MemberAccountState.Empty.Owe(latest.Letters));   // emails about earlier account changes are still sent
            Journal.Imports.Forget();
        }

        await Journal.CommitAsync();
        work.ResumeAfter(TimeSpan.Zero);
        return Journal.Erasure.Value?.Secret == secret;
    }

    private ErasureRecord Begin(MemberAccount account, string secret) => new()
    {
        Secret = secret,
        StartedAt = member.Now,
        Names = MemberNames.KeysOf(account),
        Votes = withdrawal.VotesLeft,
        Reviews = withdrawal.ReviewsLeft,
        Records = traces.Count,
    };

    private async Task<bool> FreeNamesAsync()
    {
        if (Journal.Erasure.Value is not { Names: { IsEmpty: false } held }) return true;
        if (!await work.ForEachAsync(held, MemberWork.Slice, names.FreeAsync)) return false;
        Journal.Erasure.Replace(Journal.Erasure.Value! with { Names = [] });
        await Journal.CommitAsync();
        return true;
    }

    private async Task FinishAsync()
    {
        // The journal's past is removed first: once it says that everything is done, nobody looks at it again.
        Journal.Account.Replace(MemberAccountState.Empty);
        await Journal.CommitRewriteAsync();
        Journal.Erasure.Replace(Journal.Erasure.Value! with { FinishedAt = member.Now });
        await Journal.CommitAsync();
        LogErased(member.UserId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Member {UserId} is erased.")]
    private partial void LogErased(long userId);
}
