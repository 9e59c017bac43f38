using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Operators;

namespace Reviews.Application.Members.Roles;

/// <summary>The outcome of a change of roles.</summary>
internal enum RoleOutcome
{
    /// <summary>The member has the roles, from the next call on.</summary>
    Done,

    /// <summary>There is no such member.</summary>
    Unknown,

    /// <summary>An operator wanted to stop being one.</summary>
    OwnRole,

    /// <summary>The account changed under it each time.</summary>
    Changing,
}

/// <summary>Gives and takes roles. They are read from the member's grain on every call, so standing tickets have them at once.</summary>
internal sealed partial class RoleChanges(UserManager<Member> members, FirstOperator first, ILogger<RoleChanges> logger)
{
    /// <summary>What <see cref="RoleOutcome.OwnRole"/> says. So there is always an operator left.</summary>
    public const string OwnRoleSentence = "You can't remove your own operator role: ask another operator to do it.";

    /// <summary>How often it is tried when the account changes under it, as by a passkey that is added.</summary>
    private const int Attempts = 3;

    /// <summary>Replaces a member's roles.</summary>
    /// <param name="operatorId">The operator who does it.</param>
    /// <param name="userId">The member.</param>
    /// <param name="roles">All roles that the member is to have, each one of <see cref="MemberRoles.All"/>.</param>
    public async Task<(RoleOutcome Outcome, Member? Member)> SetAsync(long operatorId, long userId, IReadOnlyCollection<string> roles)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await members.FindByIdAsync(MemberIds.Format(userId)) is not { } member) return (RoleOutcome.Unknown, null);
            if (operatorId == userId && !roles.Contains(MemberRoles.Operator)) return (RoleOutcome.OwnRole, member);
            member.Roles = [.. MemberRoles.All.Where(roles.Contains)];
            if (!(await members.UpdateAsync(member)).Succeeded) continue;
            LogSet(operatorId, userId, member.Roles);
            if (!roles.Contains(MemberRoles.Operator)) await first.HandOverAsync(userId, operatorId);
            return (RoleOutcome.Done, member);
        }

        return (RoleOutcome.Changing, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Operator {OperatorId} set the roles of member {UserId}: [{Roles}].")]
    private partial void LogSet(long operatorId, long userId, IReadOnlyList<string> roles);
}
