using System.ComponentModel.DataAnnotations;
using Reviews.Domain.Emails;

namespace Reviews.Api.Accounts.Emails;

/// <summary>Says at the field why it holds no email address. An empty field is for others to refuse.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailFieldAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string { Length: > 0 } address && EmailRules.Fault(address) is { } fault
            ? new ValidationResult(fault, [validationContext.MemberName!])
            : null;
}
