using Reviews.Domain.Emails;

namespace Reviews.Application.Members.Operators;

/// <summary>The operator's account. Without it a one-time set-up link is printed at the start.</summary>
internal sealed class OperatorOptions
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    /// <summary>What is wrong with them, one sentence each. Whether the password is good enough is decided by the account.</summary>
    public IEnumerable<string> Violations()
    {
        if (string.IsNullOrEmpty(Email) != string.IsNullOrEmpty(Password))
            yield return "Reviews:Operator:Email and Reviews:Operator:Password go together.";
        if (Email is { Length: > 0 } && EmailRules.Fault(Email) is { } fault)
            yield return $"Reviews:Operator:Email is '{Email}'; it must be an email address. {fault}";
    }
}
