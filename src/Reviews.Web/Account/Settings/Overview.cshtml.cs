using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Reviews.Application.Members;
using Reviews.Application.Members.Proof;
using Reviews.Application.Subscriptions;
using Reviews.Contracts.Members;

namespace Reviews.Web.Account.Settings;

/// <summary>A member's settings at a glance, each with a link to its own page.</summary>
internal sealed class OverviewModel(UserManager<Member> members, FreshProof proof, TimeProvider time) : MemberPage(members, proof)
{
    public Member Member { get; private set; } = new();

    /// <summary>Whether the member reads what subscribers read, and until when.</summary>
    public string Subscription => SubscriptionRules.UntilOf(HttpContext) is not { } until ? "None"
        : $"{(until > time.GetUtcNow() ? "Until" : "Ended on")} {DisplayFormat.Date(DateOnly.FromDateTime(until.UtcDateTime))}";

    /// <summary>Why the member is suspended; null when they are not.</summary>
    public string? Suspension => HttpContext.Features.Get<MemberStatus>()?.Suspension;

    public async Task OnGetAsync() => Member = await MemberAsync();

    /// <summary>A new security stamp: every other ticket carries the old one, which the member's grain refuses from now on.</summary>
    public async Task<IActionResult> OnPostSignOutEverywhereAsync()
    {
        Member = await MemberAsync();
        var result = await Members.UpdateSecurityStampAsync(Member);
        if (!result.Succeeded) return Done(string.Join(' ', AccountMessages.Reasons(result)));
        return Done("All other browsers and apps have been signed out.");
    }
}
