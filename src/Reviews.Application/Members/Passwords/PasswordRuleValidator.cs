using Microsoft.AspNetCore.Identity;
using Reviews.Application.Site;
using Reviews.Domain.Passwords;

namespace Reviews.Application.Members.Passwords;

/// <summary>Refuses passwords that the rules refuse, whichever page or endpoint they come from.</summary>
internal sealed class PasswordRuleValidator : IPasswordValidator<Member>
{
    /// <summary>With this the codes of all refusals begin, as Identity's own do.</summary>
    public const string CodePrefix = "Password";

    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password) =>
        Task.FromResult(PasswordRules.Judge(password ?? "", user.Email, SiteName.Text) is { } fault
            ? IdentityResult.Failed(new IdentityError { Code = CodeOf(fault), Description = Sentence(fault) })
            : IdentityResult.Success);

    private static string CodeOf(PasswordFault fault) => CodePrefix + fault switch
    {
        PasswordFault.TooShort => "TooShort",
        PasswordFault.TooLong => "TooLong",
        PasswordFault.IsEmail => "IsEmail",
        PasswordFault.IsSite => "IsSiteName",
        PasswordFault.IsCommon => "TooCommon",
        _ => "NotText",
    };

    private static string Sentence(PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => $"Use at least {PasswordRules.MinLength} characters.",
        PasswordFault.TooLong => $"Use at most {PasswordRules.MaxLength} characters.",
        PasswordFault.IsEmail => "Don't use your email as your password.",
        PasswordFault.IsSite => "Don't use the site's name as your password.",
        PasswordFault.IsCommon => "Many people use this password, so it's the first one attackers try. Choose another.",
        _ => "The password contains half a character. Type it again.",
    };
}
