using Microsoft.AspNetCore.Identity;

namespace Reviews.Application.Members.Suspension;

/// <summary>A suspension outlives the erasure of its account: until it ends, no other account can use the address.</summary>
internal sealed class SuspendedAddressValidator(SuspendedAddressBook addresses) : IUserValidator<Member>
{
    /// <summary>The error for anyone who registers with such an address.</summary>
    public static readonly IdentityError Suspended = new()
    {
        Code = "SuspendedEmail",
        Description =
            "The account with this email was suspended and then erased. Until the suspension ends, no other account can use it.",
    };

    public async Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user) =>
        user.Email is { Length: > 0 } email && email != user.Kept?.Email && await addresses.IsKeptAsync(manager.NormalizeEmail(email))
            ? IdentityResult.Failed(Suspended)
            : IdentityResult.Success;
}
