using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;

namespace Reviews.Web.Account.Settings;

/// <summary>Chooses the name that everyone sees.</summary>
internal sealed class NameModel(UserManager<Member> members, FreshProof proof, RenameService renames) : MemberPage(members, proof)
{
    /// <summary>What stands in the field.</summary>
    public string? Name { get; private set; }

    public async Task OnGetAsync() => Name = (await MemberAsync()).DisplayName;

    public async Task<IActionResult> OnPostAsync(string? name)
    {
        Name = name;
        var answer = await renames.RenameAsync(User, name);
        if (answer.Outcome == RenameOutcome.Done) return Done("Your name has been saved.");
        ModelState.AddModelError(nameof(Name), answer.Sentence);
        return Page();
    }
}
