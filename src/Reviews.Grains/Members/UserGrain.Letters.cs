using Reviews.Contracts.Mail;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Members;

/// <content>Letters about the account: kept with the change that they tell of, until the outbox has them.</content>
internal sealed partial class UserGrain
{
    private bool OwesLetters => record.Value is { Letters.IsEmpty: false };

    /// <summary>Hands on what the outbox does not have yet; a crash before the end hands it on again, under the same id.</summary>
    /// <returns>True when it has all of them.</returns>
    private async Task<bool> PostLettersAsync()
    {
        if (record.Value is not { Letters: { IsEmpty: false } owed }) return true;
        foreach (var letter in owed)
            if (!await TryAsync(() => PostAsync(letter))) return false;
        if (record.Latest is not { } latest || HasEnded) return false;
        record.Replace(latest.Without(owed));
        await journal.CommitAsync();
        return true;
    }

    private async Task PostAsync(SealedLetter letter)
    {
        if (!await GrainFactory.GetGrain<IOutboxGrain>(IOutboxGrain.Key).PostAsync(letter).WaitAsync(ResumeWait, time))
            throw new OutboxFullException();
    }

    /// <summary>The outbox takes no letter now.</summary>
    private sealed class OutboxFullException() : Exception($"The outbox is full: {OutboxLimits.MaxWaiting} emails are waiting to be sent.");
}
