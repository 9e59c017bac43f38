using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Reviews.Application.Members.Names;
using Reviews.Contracts.Members;

namespace Reviews.Application.Members;

/// <summary>The outcome of choosing a display name.</summary>
internal enum RenameOutcome
{
    /// <summary>It is the member's.</summary>
    Done,

    /// <summary>It can't be a name.</summary>
    Unfit,

    /// <summary>It would pass for someone who speaks for the site, or for a default name.</summary>
    Reserved,

    /// <summary>Another member has it, or one that looks like it.</summary>
    Taken,

    /// <summary>The member is suspended.</summary>
    Suspended,

    /// <summary>The account changed under it each time.</summary>
    Changing,

    /// <summary>There is no such account.</summary>
    SignedOut,
}

/// <summary>The outcome of a rename.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Member">The account as it is now; null where it was not looked at.</param>
/// <param name="Sentence">Why it was refused; empty when it was not.</param>
internal sealed record RenameAnswer(RenameOutcome Outcome, Member? Member = null, string Sentence = "");

/// <summary>Chooses a member's display name.</summary>
internal sealed class RenameService(UserManager<Member> members, AccountNames names, NameRules rules, IGrainFactory grains)
{
    /// <summary>How often a rename is tried when the account changes under it, as by a passkey that is added.</summary>
    private const int Attempts = 3;

    private const string SuspendedSentence = "Your account is suspended, so you can't change your name right now.";

    /// <summary>What an account says that changes under each try.</summary>
    public const string ChangingSentence = "The account keeps changing; try again.";

    public async Task<RenameAnswer> RenameAsync(ClaimsPrincipal user, string? wanted)
    {
        var (name, fault) = DisplayNames.Tidy(wanted);
        if (fault is not null) return new RenameAnswer(RenameOutcome.Unfit, null, fault);
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await members.GetUserAsync(user) is not { } member) return new RenameAnswer(RenameOutcome.SignedOut);
            if (await IsSuspendedAsync(member)) return new RenameAnswer(RenameOutcome.Suspended, member, SuspendedSentence);
            if (member.DisplayName == name) return new RenameAnswer(RenameOutcome.Done, member);
            if (rules.Refuse(name, member.Roles) is { } refusal) return new RenameAnswer(RenameOutcome.Reserved, member, refusal);
            if (await PutAsync(member, name) is { } answer) return answer;
        }

        return new RenameAnswer(RenameOutcome.Changing, null, ChangingSentence);
    }

    private async Task<bool> IsSuspendedAsync(Member member) =>
        await grains.GetGrain<IUserGrain>(member.Id).StatusAsync(member.SecurityStamp!) is { Suspension: not null };

    /// <summary>Null when the account changed meanwhile.</summary>
    private async Task<RenameAnswer?> PutAsync(Member member, string name)
    {
        foreach (var reading in DisplayNames.KeysOfReadings(name))
            if (await names.IsHeldByOthersAsync(reading, member.Id)) return Taken(member);
        (member.DisplayName, member.DisplayNameKey, member.DisplayNameLook) = (name, DisplayNames.KeyOf(name), DisplayNames.LookOf(name));
        var result = await members.UpdateAsync(member);
        return result.Succeeded ? new RenameAnswer(RenameOutcome.Done, member)
            : result.Errors.Any(error => error.Code == DisplayNames.Taken.Code) ? Taken(member)
            : null;
    }

    private static RenameAnswer Taken(Member member) => new(RenameOutcome.Taken, member, DisplayNames.Taken.Description);
}
