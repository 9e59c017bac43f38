using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Reviews.Application.Members;
using Reviews.Application.Members.Roles;
using Reviews.Application.Members.SignIn;

namespace Reviews.Web.Account;

/// <summary>Operators find a member, and give and take roles.</summary>
[Authorize(AccountServices.OperatorPages)]
internal sealed class RolesModel(UserManager<Member> members, AccountNames names, RoleChanges changes, ForcedSignOut signOut) : PageModel
{
    /// <summary>What each role is for.</summary>
    public static readonly IReadOnlyList<(string Role, string May)> Explained =
    [
        (MemberRoles.Editor, "publishes films and articles"),
        (MemberRoles.Moderator, "decides on reports"),
        (MemberRoles.Operator, "runs the site, and gives roles"),
    ];

    [TempData]
    public string? Notice { get; set; }

    /// <summary>What was looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "member")]
    public string? Sought { get; set; }

    public Member? Found { get; private set; }

    public async Task OnGetAsync() => Found = await FindAsync(Sought?.Trim() ?? "");

    public async Task<IActionResult> OnPostAsync(string[] roles)
    {
        await OnGetAsync();
        if (Found is null) return Page();
        if (roles.Any(role => !MemberRoles.All.Contains(role))) return BadRequest();
        var (outcome, member) = await changes.SetAsync(Caller.Required(HttpContext).UserId, Found.Id, roles);
        switch (outcome)
        {
            case RoleOutcome.Done:
                Notice = member!.Roles.Count == 0
                    ? $"{member.DisplayName} has no roles now."
                    : $"{member.DisplayName} is now {string.Join(" and ", member.Roles)}.";
                return RedirectToPage(new { member = MemberIds.Format(member.Id) });
            case RoleOutcome.Unknown:
                Found = null;
                return Page();
            default:
                ModelState.AddModelError("", outcome == RoleOutcome.OwnRole ? RoleChanges.OwnRoleSentence : RenameService.ChangingSentence);
                return Page();
        }
    }

    public async Task<IActionResult> OnPostSignOutAsync()
    {
        await OnGetAsync();
        if (Found is null) return Page();
        if (await signOut.EndAllAsync(Caller.Required(HttpContext).UserId, Found.Id) is { Succeeded: false })
        {
            ModelState.AddModelError("", RenameService.ChangingSentence);
            return Page();
        }

        Notice = $"{Found.DisplayName} has been signed out everywhere.";
        return RedirectToPage(new { member = MemberIds.Format(Found.Id) });
    }

    private async Task<Member?> FindAsync(string sought)
    {
        if (MemberIds.TryParse(sought, out _) && await members.FindByIdAsync(sought) is { } byId) return byId;
        if (sought.Contains('@', StringComparison.Ordinal) && await members.FindByEmailAsync(sought) is { } byEmail) return byEmail;
        var (name, fault) = DisplayNames.Tidy(sought);
        if (fault is not null || await names.OwnerAsync(DisplayNames.KeyOf(name)) is not { } owner) return null;
        return await members.FindByIdAsync(MemberIds.Format(owner)) is { } member && member.DisplayNameKey == DisplayNames.KeyOf(name)
            ? member
            : null;
    }
}
