using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Reviews.Api.Accounts;

namespace Reviews.Api.Pages;

/// <summary>Chooses the name that everybody sees.</summary>
internal sealed class NameModel(UserManager<Member> members, SignInManager<Member> signIn, Renaming renaming) : MemberPage(members, signIn)
{
    /// <summary>What stands in the field.</summary>
    public string? Name { get; private set; }

    public async Task OnGetAsync() => Name = (await MemberAsync()).DisplayName;

    public async Task<IActionResult> OnPostAsync(string? name)
    {
        Name = name;
        var (outcome, _) = await renaming.RenameAsync(User, name);
        return outcome switch
        {
            RenameOutcome.Done => Done("Your name is saved."),
            RenameOutcome.Unfit => Refused($"A name has {DisplayNames.MinLength} to {DisplayNames.MaxLength} characters, all of them letters, signs or blanks."),
            RenameOutcome.Reserved => Refused(Renaming.ReservedSentence),
            RenameOutcome.Taken => Refused(DisplayNames.Taken.Description),
            _ => Refused(Renaming.ChangingSentence),
        };
    }
}
