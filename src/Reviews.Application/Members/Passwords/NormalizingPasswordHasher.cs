using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Reviews.Domain.Passwords;

namespace Reviews.Application.Members.Passwords;

/// <summary>Hashes one password the same from every keyboard, and still knows those that were hashed as they were typed.</summary>
internal sealed class NormalizingPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<Member>(options)
{
    public override string HashPassword(Member user, string password) => base.HashPassword(user, PasswordRules.Normalize(password));

    /// <summary>One that matches only as typed is rehashed by the caller.</summary>
    public override PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
    {
        var normalized = PasswordRules.Normalize(providedPassword);
        var result = base.VerifyHashedPassword(user, hashedPassword, normalized);
        if (result != PasswordVerificationResult.Failed || normalized == providedPassword) return result;
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword) == PasswordVerificationResult.Failed
            ? PasswordVerificationResult.Failed
            : PasswordVerificationResult.SuccessRehashNeeded;
    }
}
