namespace Reviews.Application.Members.SignIn;

/// <summary>What tickets carry beside Identity's claims.</summary>
internal static class SessionClaims
{
    /// <summary>The session that the ticket belongs to.</summary>
    public const string SessionId = "sid";

    /// <summary>The number of the refresh token that was made with the ticket.</summary>
    public const string Refresh = "refresh";
}
