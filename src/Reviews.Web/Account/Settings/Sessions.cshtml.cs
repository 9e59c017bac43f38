using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;
using Reviews.Application.Members.SignIn;

namespace Reviews.Web.Account.Settings;

/// <summary>Where the member is signed in, with a way to end each session.</summary>
internal sealed class SessionsModel(UserManager<Member> members, FreshProof proof, MemberSessions sessions) : MemberPage(members, proof)
{
    private const string Here = "/Account/Settings/Sessions";

    public IReadOnlyList<SessionInfo> Sessions { get; private set; } = [];

    public async Task OnGetAsync() => Sessions = await sessions.MineAsync();

    public async Task<IActionResult> OnPostEndAsync(string? id) =>
        Done(await sessions.EndMineAsync(id ?? "") ? "That session has been signed out." : "That session has already ended.", Here);
}
