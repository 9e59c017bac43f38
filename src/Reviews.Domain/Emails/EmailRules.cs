using System.Globalization;
using System.Net;
using System.Text;
using Reviews.Domain.Titles;

namespace Reviews.Domain.Emails;

/// <summary>
/// Which email addresses mail can be sent to, in any script (SMTPUTF8, internationalised domains), and when two of them are the same.
/// </summary>
public static class EmailRules
{
    /// <summary>Maximum bytes of an address in UTF-8, the limit of email itself: 254.</summary>
    public const int MaxBytes = 254;

    /// <summary>Maximum bytes before the at sign: 64.</summary>
    public const int MaxLocalBytes = 64;

    /// <summary>Characters allowed before the at sign without quotes, besides letters and digits.</summary>
    private const string Signs = "!#$%&'*+-/=?^_`{|}~";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Why nothing can be sent to the address, as a sentence; null when it can.</summary>
    public static string? Fault(string? address)
    {
        if (string.IsNullOrWhiteSpace(address)) return "Enter an email address.";
        if (!WellFormed.Is(address) || address.EnumerateRunes().Any(IsUnseen))
            return "An email address can't contain spaces or invisible characters.";
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1)
            return "An email address needs an @ with something before and after it, such as ann@example.org.";
        return LengthFault(address) ?? LocalFault(address[..at]) ?? DomainFault(address[(at + 1)..]) ?? LengthFault(InAscii(address));
    }

    /// <summary>Equal for addresses that are the same apart from case and Unicode form.</summary>
    public static string Normalize(string address) =>
        WellFormed.Is(address)
            ? InAscii(address.Normalize(NormalizationForm.FormC)).ToUpperInvariant()
            : WellFormed.Of(address).ToUpperInvariant();

    private static string? LengthFault(string address) =>
        Encoding.UTF8.GetByteCount(address) > MaxBytes ? "This email address is too long." : null;

    private static string? LocalFault(string local)
    {
        if (Encoding.UTF8.GetByteCount(local) > MaxLocalBytes)
            return $"The part of an email address before the @ can be at most {MaxLocalBytes} bytes.";
        if (local.Contains('"', StringComparison.Ordinal)) return "Email addresses in quotation marks can't be used here.";
        if (local.Split('.').Any(part => part.Length == 0))
            return "The part of an email address before the @ can't begin or end with a dot, or have two in a row.";
        var sign = local.FirstOrDefault(each => char.IsAscii(each) && !char.IsLetterOrDigit(each) && each != '.' && !Signs.Contains(each));
        return sign != default ? $"The part of an email address before the @ can't contain '{sign}'." : null;
    }

    private static string? DomainFault(string domain)
    {
        if (domain.StartsWith('[') || IPAddress.TryParse(domain, out _))
            return "An email address with an IP address in it can't be used here: use one with a domain, such as example.org.";
        if (AsciiOf(domain) is not { } ascii) return $"'{domain}' is not a domain that mail can be sent to.";
        return ascii.Contains('.', StringComparison.Ordinal) && !ascii.EndsWith('.')
            ? null
            : $"'{domain}' is not a complete domain: after the @ there must be one with a dot in it, such as example.org.";
    }

    /// <summary>The address with its domain in ASCII; anything that is not an address stays as it is.</summary>
    private static string InAscii(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && AsciiOf(address[(at + 1)..]) is { } domain ? address[..(at + 1)] + domain : address;
    }

    private static string? AsciiOf(string domain)
    {
        try
        {
            return Idn.GetAscii(domain);
        }
        catch (ArgumentException)
        {
            return null;   // thrown for a label that is empty, too long, or has characters not allowed in domains
        }
    }

    private static bool IsUnseen(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
