using Microsoft.AspNetCore.Identity;
using Reviews.Contracts.Members;
using Reviews.Contracts.Platform;

namespace Reviews.Application.Members.Passkeys;

/// <summary>The two exchanges of WebAuthn: a member's authenticator creates a passkey, and signs the member in with it.</summary>
/// <remarks>What was asked is kept in Identity's five-minute cookie, so the answer must come from the same browser and in time.</remarks>
internal sealed class PasskeyCeremonies(UserManager<Member> members, SignInManager<Member> signIn, IGrainFactory grains)
{
    /// <summary>Longer than a question is good, by the tenth that a window moves on at a time: 6 min.</summary>
    private static readonly TimeSpan QuestionsRemembered = TimeSpan.FromMinutes(6);

    /// <summary>The question to an authenticator for a new passkey, as JSON for <c>navigator.credentials.create()</c>.</summary>
    public Task<string> AskForNewAsync(Member member)
    {
        var email = member.Email ?? member.DisplayName ?? "";
        return signIn.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity { Id = MemberIds.Format(member.Id), Name = email, DisplayName = member.DisplayName ?? email });
    }

    /// <summary>
    /// The passkey that was created; null when the answer is wrong, answers another question, is too old, or has the id of one that the
    /// member already has.
    /// </summary>
    public async Task<UserPasskeyInfo?> ReadNewAsync(Member member, string? credential)
    {
        var made = await AnswerAsync(credential, signIn.PerformPasskeyAttestationAsync);
        return made is { Succeeded: true } && made.UserEntity.Id == MemberIds.Format(member.Id) && PasskeyRecords.IsTakeable(made.Passkey)
            && await members.GetPasskeyAsync(member, made.Passkey.CredentialId) is null
            ? made.Passkey
            : null;
    }

    /// <summary>
    /// The question to any authenticator that has a passkey of this site, as JSON for <c>navigator.credentials.get()</c>.
    /// </summary>
    public Task<string> AskToSignInAsync() => signIn.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Signs in the passkey's owner. False when the answer is wrong, too old, or was given before.</summary>
    /// <remarks>No second factor: an authenticator is one by itself, and has asked for a fingerprint, face or PIN.</remarks>
    public async Task<bool> SignInAsync(string? credential, bool isPersistent)
    {
        if (await ReadAsync(credential) is not { } member || !await signIn.CanSignInAsync(member)) return false;
        await signIn.SignInAsync(member, isPersistent);
        return true;
    }

    /// <summary>The owner of the passkey that signed the answer; null when it is wrong, too old, or was given before.</summary>
    public async Task<Member?> ReadAsync(string? credential)
    {
        var answer = await AnswerAsync(credential, signIn.PerformPasskeyAssertionAsync);
        if (answer is not { Succeeded: true } || PasskeyQuestion.HashIn(credential!) is not { } question) return null;
        var member = answer.User;
        if (member.AnsweredQuestions.Contains(question) || !await MayAnswerAsync(member)) return null;

        // With the authenticator's new count, and before anyone is signed in by it: given twice, or with an older count, it is refused.
        member.AnsweredQuestions = [.. member.AnsweredQuestions.TakeLast(MemberAccount.MaxAnswered - 1), question];
        return (await members.AddOrUpdatePasskeyAsync(member, answer.Passkey)).Succeeded ? member : null;
    }

    /// <summary>As many answers as are remembered, in the time in which a question is good: so none is forgotten too early.</summary>
    private async Task<bool> MayAnswerAsync(Member member) =>
        (await grains.GetGrain<IQuotaGrain>($"passkey-answers/{MemberIds.Format(member.Id)}")
            .TakeAsync(1, MemberAccount.MaxAnswered, QuestionsRemembered)).Permits > 0;

    private static async Task<T?> AnswerAsync<T>(string? credential, Func<string, Task<T>> perform)
        where T : class
    {
        if (string.IsNullOrEmpty(credential)) return null;
        try
        {
            return await perform(credential);
        }
        catch (InvalidOperationException)
        {
            return null;   // Identity's way to say that this browser was asked nothing, something else, or too long ago
        }
    }
}
