using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Reviews.Application.Films;

/// <summary>
/// Keeps a vote while its reader signs in or joins. It is stored, sealed, in the reader's own browser, so nothing can fill up here.
/// </summary>
/// <remarks>The film's page casts it as soon as its reader is known there, whichever way they signed in.</remarks>
internal sealed class PendingVotes(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long a vote waits: 1 h. Anyone who signs in later may be another person at the same machine.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    public const string CookieName = "reviews.pending-vote";

    private readonly IDataProtector _seal = protection.CreateProtector("Reviews.PendingVotes.v1");

    /// <summary>Keeps the vote instead of any that was kept before.</summary>
    public void Keep(HttpContext context, PendingVote vote)
    {
        var line = _seal.Protect(vote.Write(time.GetUtcNow() + GoodFor));
        context.Response.Cookies.Append(CookieName, line, Options(context.Request));
    }

    /// <summary>The vote that waits; null when none does.</summary>
    public PendingVote? Find(HttpRequest request)
    {
        if (request.Cookies[CookieName] is not { Length: > 0 } line) return null;
        try
        {
            return PendingVote.Read(_seal.Unprotect(line), time.GetUtcNow());
        }
        catch (CryptographicException)
        {
            return null;   // not sealed by us, or by a key that is gone: as good as no cookie
        }
    }

    /// <summary>The vote that waits for this film; null when none does.</summary>
    public PendingVote? Find(HttpRequest request, string filmId) => Find(request) is { } vote && vote.FilmId == filmId ? vote : null;

    /// <summary>Drops what waits: it was cast, or its reader has left.</summary>
    public static void Forget(HttpContext context)
    {
        if (context.Request.Cookies.ContainsKey(CookieName)) context.Response.Cookies.Delete(CookieName, Options(context.Request));
    }

    /// <summary>Drops what waits for this film: its reader has voted on it meanwhile, and the newest vote counts.</summary>
    public void Overtake(HttpContext context, string filmId)
    {
        if (Find(context.Request, filmId) is not null) Forget(context);
    }

    private static CookieOptions Options(HttpRequest request) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps,
        MaxAge = GoodFor,
    };
}
