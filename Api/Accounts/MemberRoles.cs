namespace Reviews.Api.Accounts;

/// <summary>What an account may be trusted with. Kept by the member's grain, never read from a ticket.</summary>
internal static class MemberRoles
{
    public const string Operator = "operator";
}
