using Microsoft.AspNetCore.Identity;

namespace Reviews.Application.Members.SignIn;

/// <summary>Signs someone out everywhere, for operators to use when a member has lost a device or may have been hacked.</summary>
internal sealed partial class ForcedSignOut(UserManager<Member> members, ILogger<ForcedSignOut> logger)
{
    /// <summary>How often it is tried when the account changes under it.</summary>
    private const int Attempts = 3;

    /// <summary>Ends all sessions of a member, of browsers and programs, at once.</summary>
    /// <returns>Null when there is no such member; a failure when the account changed under it each time.</returns>
    public async Task<IdentityResult?> EndAllAsync(long operatorId, long userId)
    {
        IdentityResult? result = null;
        for (var attempt = 1; attempt <= Attempts && result is not { Succeeded: true }; attempt++)
        {
            if (await members.FindByIdAsync(MemberIds.Format(userId)) is not { } member) return null;
            result = await members.UpdateSecurityStampAsync(member);
        }

        if (result is { Succeeded: true }) LogEnded(operatorId, userId);
        return result;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Operator {OperatorId} signed member {UserId} out everywhere.")]
    private partial void LogEnded(long operatorId, long userId);
}
