using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Reviews.Api.Accounts;

/// <summary>What became of a display name that a member chose.</summary>
internal enum RenameOutcome
{
    /// <summary>It is the member's.</summary>
    Done,

    /// <summary>It can't be a name.</summary>
    Unfit,

    /// <summary>It looks like a name that is given.</summary>
    Reserved,

    /// <summary>Another member has it.</summary>
    Taken,

    /// <summary>The account changed under it each time.</summary>
    Changing,

    /// <summary>There is no such account.</summary>
    SignedOut,
}

/// <summary>Chooses a member's display name.</summary>
internal sealed class Renaming(UserManager<Member> members)
{
    /// <summary>How often a rename is tried when the account changes under it, as by a sign-in that fails.</summary>
    private const int Attempts = 3;

    /// <summary>What <see cref="RenameOutcome.Unfit"/> says.</summary>
    public static readonly string UnfitSentence =
        $"Must have {DisplayNames.MinLength} to {DisplayNames.MaxLength} characters, none of them a control character.";

    /// <summary>What <see cref="RenameOutcome.Reserved"/> says.</summary>
    public const string ReservedSentence = "Names like the one a new member is given can't be chosen.";

    /// <summary>What <see cref="RenameOutcome.Changing"/> says.</summary>
    public const string ChangingSentence = "The account keeps changing; try again.";

    public async Task<(RenameOutcome Outcome, Member? Member)> RenameAsync(ClaimsPrincipal user, string? wanted)
    {
        if (DisplayNames.Tidy(wanted) is not { } name) return (RenameOutcome.Unfit, null);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await members.GetUserAsync(user) is not { } member) return (RenameOutcome.SignedOut, null);
            if (member.DisplayName == name) return (RenameOutcome.Done, member);
            if (DisplayNames.IsReserved(name)) return (RenameOutcome.Reserved, member);
            (member.DisplayName, member.DisplayNameKey) = (name, DisplayNames.KeyOf(name));
            var result = await members.UpdateAsync(member);
            if (result.Succeeded) return (RenameOutcome.Done, member);
            if (result.Errors.Any(error => error.Code == DisplayNames.Taken.Code)) return (RenameOutcome.Taken, member);
        }

        return (RenameOutcome.Changing, null);
    }
}
