using Microsoft.AspNetCore.Identity;
using Reviews.Domain.Emails;

namespace Reviews.Application.Members.Emails;

/// <summary>Refuses addresses that nothing can be sent to. One that an account already has is not checked again.</summary>
internal sealed class EmailValidator(IdentityErrorDescriber errors) : IUserValidator<Member>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user) =>
        Task.FromResult(user.Email == user.Kept?.Email || EmailRules.Fault(user.Email) is null
            ? IdentityResult.Success
            : IdentityResult.Failed(errors.InvalidEmail(user.Email)));
}
