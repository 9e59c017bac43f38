namespace Reviews.Application.Members;

/// <summary>How accounts are created. Section <c>Reviews:Accounts</c>.</summary>
internal sealed class AccountOptions
{
    /// <summary>
    /// Whether members can only sign in once their address is confirmed. A registration then reveals to nobody whether the address has an
    /// account. Default: false.
    /// </summary>
    public bool ConfirmedOnly { get; set; }
}
