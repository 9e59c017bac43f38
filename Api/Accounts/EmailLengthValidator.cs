using Microsoft.AspNetCore.Identity;

namespace Reviews.Api.Accounts;

/// <summary>Refuses e-mails that no mail server would take, and that would make over-long grain keys.</summary>
internal sealed class EmailLengthValidator(IdentityErrorDescriber errors) : IUserValidator<Member>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user) =>
        Task.FromResult(user.Email?.Length > MemberStore.MaxEmailLength
            ? IdentityResult.Failed(errors.InvalidEmail(user.Email))
            : IdentityResult.Success);
}
