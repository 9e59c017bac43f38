using Microsoft.AspNetCore.Identity;
using Reviews.Domain.Emails;

namespace Reviews.Application.Members.Emails;

/// <summary>Identity's refusals, with the reason where it has none. The codes are its own.</summary>
internal sealed class MemberErrors : IdentityErrorDescriber
{
    public override IdentityError InvalidEmail(string? email)
    {
        var error = base.InvalidEmail(email);
        return EmailRules.Fault(email) is { } fault ? new IdentityError { Code = error.Code, Description = fault } : error;
    }

    /// <summary>The user name is the email.</summary>
    public override IdentityError InvalidUserName(string? userName)
    {
        var error = base.InvalidUserName(userName);
        return EmailRules.Fault(userName) is { } fault ? new IdentityError { Code = error.Code, Description = fault } : error;
    }
}
