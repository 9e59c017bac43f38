using Reviews.Contracts.Mail;

namespace Reviews.Grains.Members;

/// <summary>Letters about the account: kept with the change that they report, until the outbox has them.</summary>
internal sealed class MemberEmails(MemberActivation member, MemberWork work)
{
    /// <summary>Whether the outbox does not have all of them yet.</summary>
    public bool AreOwed => member.Journal.Account.Value is { Letters.IsEmpty: false };

    /// <summary>Hands on what the outbox does not have yet; a crash before the end hands it on again, under the same id.</summary>
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

    /// <summary>The outbox takes no letter now.</summary>
    private sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} emails are waiting to be sent.");
}
