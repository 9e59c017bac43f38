using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Reviews.Api.Http;

/// <summary>Writes the addresses that pages redirect to in ASCII, as headers must be: what is not is escaped, as a browser would.</summary>
internal sealed class AsciiRedirects : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is LocalRedirectResult local) local.Url = Escape(local.Url);
        if (context.Result is RedirectResult redirect) redirect.Url = Escape(redirect.Url);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    /// <summary>The address with everything escaped that is not printable ASCII, and nothing else changed: existing escapes stay as they
    /// are.</summary>
    public static string Escape(string address) => address.All(IsPrintable)
        ? address
        : string.Concat(address.EnumerateRunes().Select(Escape));

    private static bool IsPrintable(char c) => c is > ' ' and < '\x7f';

    private static string Escape(Rune rune) =>
        rune.IsAscii && IsPrintable((char)rune.Value) ? rune.ToString() : Uri.EscapeDataString(rune.ToString());
}
