using System.Net.Mime;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.WebUtilities;
using Reviews.Application.Members;
using Reviews.Application.Members.Passkeys;
using Reviews.Application.Members.Proof;
using Reviews.Application.Quotas;
using Reviews.Contracts.Members;

namespace Reviews.Web.Account.Settings;

/// <summary>Adds, renames and removes the member's passkeys.</summary>
[EnableRateLimiting(QuotaServices.SignIns)]
internal sealed class PasskeySettingsModel(UserManager<Member> members, FreshProof proof, PasskeyCeremonies ceremonies)
    : MemberPage(members, proof)
{
    public IReadOnlyList<PasskeyRow> Passkeys { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        await ReadAsync();
        return IsProved ? Page() : AskForProof();
    }

    /// <summary>For the script: the options for the browser's authenticator.</summary>
    /// <returns>403 when the proof has expired in the meantime: an authenticator must not create what the account won't accept.</returns>
    public async Task<IActionResult> OnPostOptionsAsync() => IsProved
        ? Content(await ceremonies.AskForNewAsync(await MemberAsync()), MediaTypeNames.Application.Json)
        : StatusCode(StatusCodes.Status403Forbidden);

    public async Task<IActionResult> OnPostAddAsync(string? credential, string? name)
    {
        var member = await ReadAsync();
        if (member.Passkeys.Count >= MemberPasskey.MaxCount) return Refused("You’ve reached the maximum number of passkeys.");
        if (await ceremonies.ReadNewAsync(member, credential) is not { } passkey)
            return Refused("The passkey couldn’t be added: it wasn’t valid, or it took too long.");
        passkey.Name = PasskeyRecords.TidyName(name) ?? PasskeyRecords.GivenName;
        return await PutAsync(member, passkey, "Passkey added. You can now sign in with it.");
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id, string? name)
    {
        var member = await ReadAsync();
        if (await FindAsync(member, id) is not { } passkey) return Done("That passkey has already been removed.", Here);
        if (PasskeyRecords.TidyName(name) is not { } tidy)
            return Refused($"A passkey’s name must be 1 to {PasskeyRecords.MaxNameLength} characters.");
        passkey.Name = tidy;
        return await PutAsync(member, passkey, "The name has been saved.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        var member = await ReadAsync();
        if (await FindAsync(member, id) is not { } passkey) return Done("That passkey has already been removed.", Here);
        var result = await Members.RemovePasskeyAsync(member, passkey.CredentialId);
        return result.Succeeded ? Done("Passkey removed. Nobody can sign in with it any more.", Here) : Refused(result);
    }

    private const string Here = "/Account/Settings/PasskeySettings";

    private async Task<IActionResult> PutAsync(Member member, UserPasskeyInfo passkey, string notice)
    {
        var result = await Members.AddOrUpdatePasskeyAsync(member, passkey);
        return result.Succeeded ? Done(notice, Here) : Refused(result);
    }

    private async Task<UserPasskeyInfo?> FindAsync(Member member, string? id) =>
        Passkeys.FirstOrDefault(row => row.Id == id) is { } row
            ? await Members.GetPasskeyAsync(member, WebEncoders.Base64UrlDecode(row.Id))
            : null;

    private async Task<Member> ReadAsync()
    {
        var member = await MemberAsync();
        Passkeys = [.. member.Passkeys.Select(PasskeyRow.Of)];
        return member;
    }
}

/// <summary>One passkey on the page.</summary>
internal sealed record PasskeyRow(string Id, string Name, DateOnly Added)
{
    public static PasskeyRow Of(MemberPasskey passkey) =>
        new(WebEncoders.Base64UrlEncode(passkey.CredentialId.AsSpan()), passkey.Name ?? PasskeyRecords.GivenName,
            DateOnly.FromDateTime(passkey.CreatedAt.UtcDateTime));
}
