using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.Data;
using Reviews.Api.Problems;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.TwoFactor;

namespace Reviews.Api.Accounts;

/// <summary>
/// Two-factor sign-in for programs, in the words of Identity's own endpoint and in its place: that one shows the key to any ticket, and
/// ends the session that it is used from.
/// </summary>
internal static class TwoFactorEndpoint
{
    public static async Task<Results<Ok<TwoFactorResponse>, ValidationProblem, ProblemHttpResult>> ManageAsync(
        TwoFactorRequest body, HttpContext context, MemberManager members, SignInManager<Member> signIn, FreshProof proof)
    {
        if (await members.GetUserAsync(context.User) is not { } member) return ApiProblems.NotSignedIn();
        if (Changes(body)) proof.Require();   // before a code is judged, and used up
        if (await RefuseAsync(body, member, members) is { } refusal) return refusal;
        var codes = await ChangeAsync(body, member, members);
        if (body.ForgetMachine) await signIn.ForgetTwoFactorClientAsync();
        return TypedResults.Ok(new TwoFactorResponse
        {
            SharedKey = proof.IsThere ? await members.ShowAuthenticatorKeyAsync(member) ?? "" : "",
            RecoveryCodes = codes,
            RecoveryCodesLeft = codes?.Length ?? await members.CountRecoveryCodesAsync(member),
            IsTwoFactorEnabled = member.TwoFactorEnabled,
            IsMachineRemembered = await signIn.IsTwoFactorClientRememberedAsync(member),
        });
    }

    private static bool Changes(TwoFactorRequest body) => body.Enable is not null || body.ResetSharedKey || body.ResetRecoveryCodes;

    private static async Task<ValidationProblem?> RefuseAsync(TwoFactorRequest body, Member member, UserManager<Member> members)
    {
        if (body.Enable != true) return null;
        if (body.ResetSharedKey)
            return Refusal("CannotResetSharedKeyAndEnable",
                "Resetting the 2fa shared key must disable 2fa until a 2fa token based on the new shared key is validated.");
        if (string.IsNullOrEmpty(body.TwoFactorCode))
            return Refusal("RequiresTwoFactor", "No 2fa token was provided by the request. A valid 2fa token is required to enable 2fa.");
        return await members.VerifyTwoFactorTokenAsync(member, members.Options.Tokens.AuthenticatorTokenProvider, body.TwoFactorCode)
            ? null
            : Refusal(
                "InvalidTwoFactorCode", "The 2fa token provided by the request was invalid. A valid 2fa token is required to enable 2fa.");
    }

    /// <returns>New recovery codes, when some were made.</returns>
    private static async Task<string[]?> ChangeAsync(TwoFactorRequest body, Member member, UserManager<Member> members)
    {
        if (body.Enable == true) await RequireAsync(members.SetTwoFactorEnabledAsync(member, true));
        else if (body.Enable == false || body.ResetSharedKey) await RequireAsync(members.SetTwoFactorEnabledAsync(member, false));
        if (body.ResetSharedKey) await RequireAsync(members.ResetAuthenticatorKeyAsync(member));
        return body.ResetRecoveryCodes || (body.Enable == true && member.RecoveryCodes.Count == 0)
            ? [.. await members.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCode.PerAccount) ?? []]
            : null;
    }

    private static async Task RequireAsync(Task<IdentityResult> change)
    {
        if (!(await change).Succeeded) throw new AccountChangedException();
    }

    private static ValidationProblem Refusal(string code, string sentence) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [code] = [sentence] });
}
