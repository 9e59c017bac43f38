using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Identity;
using Reviews.Domain.Emails;

namespace Reviews.Application.Members.Emails;

/// <summary>The key of an email: one mailbox has one, however its domain is written. User names are emails here.</summary>
internal sealed class EmailNormalizer : ILookupNormalizer
{
    [return: NotNullIfNotNull(nameof(name))]
    public string? NormalizeName(string? name) => NormalizeEmail(name);

    [return: NotNullIfNotNull(nameof(email))]
    public string? NormalizeEmail(string? email) => email is null ? null : EmailRules.Normalize(email);
}
