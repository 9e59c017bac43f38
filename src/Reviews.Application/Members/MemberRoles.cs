namespace Reviews.Application.Members;

/// <summary>What an account is trusted with. Stored by the member's grain, never read from a ticket.</summary>
internal static class MemberRoles
{
    public const string Editor = "editor";

    public const string Moderator = "moderator";

    public const string Operator = "operator";

    /// <summary>Every role there is, in the order in which they are shown and kept.</summary>
    public static readonly IReadOnlyList<string> All = [Editor, Moderator, Operator];
}
