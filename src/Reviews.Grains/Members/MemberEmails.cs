using Reviews.Contracts.Mail;

namespace Reviews.Grains.Members;

/// <summary>Emails about the account: kept with the change they report until the outbox has them.</summary>
internal sealed class MemberEmails(MemberActivation member, MemberWork work)
{
    /// <summary>Whether the outbox does not have all of them yet.</summary>
    public bool AreOwed => member.Journal.Account.Value is { Letters.IsEmpty: false };

    /// <summary>Posts what the outbox does not have yet; after a crash they are posted again under the same ids.</summary>
    /// <returns>True when it has all of them.</returns>
    public async Task<bool> PostAsync()
    {
        if (member.Journal.Account.Value is not { Letters: { IsEmpty: false } owed }) return true;
        foreach (var email in owed)
            if (!await work.TryAsync(() => PostAsync(email))) return false;
        if (member.Journal.Account.Latest is not { } latest || member.HasEnded) return false;
        member.Journal.Account.Replace(latest.Without(owed));
        await member.Journal.CommitAsync();
        return true;
    }

    private async Task PostAsync(SealedEmail email)
    {
        var outbox = member.Grains.GetGrain<IOutboxGrain>(IOutboxGrain.Key);
        if (!await outbox.PostAsync(email).WaitAsync(MemberWork.ResumeWait, member.Time)) throw new OutboxFullException();
    }

    /// <summary>The outbox is not accepting emails now.</summary>
    private sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} emails are waiting to be sent.");
}
