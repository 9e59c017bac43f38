namespace Reviews.Application.Members;

/// <summary>How accounts are made. Section <c>Reviews:Accounts</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>
    /// Whether nobody signs in before their address is confirmed. A registration then tells nobody whether the address has an account.
    /// Default: false.
    /// </summary>
    public bool ConfirmedOnly { get; set; }
}
