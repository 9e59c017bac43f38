using Microsoft.AspNetCore.Identity;
using OtpNet;

namespace Reviews.Application.Members.TwoFactor;

/// <summary>The codes of authenticators (RFC 6238, six digits, 30 s); each works once.</summary>
internal sealed class AuthenticatorCodes(TimeProvider time) : AuthenticatorTokenProvider<Member>
{
    /// <summary>Steps that a phone's clock may be early or late: 1, which is 30 s.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>The code without what some authenticators put between its digits.</summary>
    public static string Tidy(string? code) => new([.. (code ?? "").Where(char.IsAsciiDigit)]);

    /// <summary>
    /// Whether it is a code of now that was not used, nor any later one. It is used with this, durably, before anything is done by it.
    /// </summary>
    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Member> manager, Member user)
    {
        if (user.AuthenticatorKey is not { Length: > 0 } key) return false;
        var codes = new Totp(Base32Encoding.ToBytes(key));
        if (!codes.VerifyTotp(time.GetUtcNow().UtcDateTime, Tidy(token), out var step, Window) || step <= user.LastCodeStep) return false;
        user.LastCodeStep = step;
        return (await manager.UpdateAsync(user)).Succeeded;   // not if it is being used elsewhere at this moment
    }
}
