using System.ComponentModel.DataAnnotations;
using Reviews.Domain.Emails;

namespace Reviews.Application.Members.Emails;

/// <summary>Says next to the field why it is not an email address. Empty fields are refused elsewhere.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmailFieldAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string { Length: > 0 } address && EmailRules.Fault(address) is { } fault
            ? new ValidationResult(fault, [validationContext.MemberName!])
            : null;
}
