using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Reviews.Contracts.Moderation;

namespace Reviews.Application.Members.Suspension;

/// <summary>
/// Recognises an address whose account was erased while it was suspended, without storing anything the address could be read from.
/// </summary>
/// <remarks>
/// The secret of the hashes is protected by the key ring: without it, the store does not even reveal whether a given address is among them.
/// </remarks>
internal sealed class SuspendedAddressBook(IGrainFactory grains, IDataProtectionProvider protection)
{
    private const int SecretBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("suspended addresses");

    private ISuspendedAddressGrain Grain => grains.GetGrain<ISuspendedAddressGrain>(ISuspendedAddressGrain.Key);

    /// <summary>Keeps the address of a suspended member, before the account is erased.</summary>
    public async Task KeepAsync(string normalizedEmail, long userId) => await Grain.KeepAsync(await HashAsync(normalizedEmail), userId);

    /// <summary>Whether the address is that of an erased member whose suspension has not ended.</summary>
    public async Task<bool> IsKeptAsync(string normalizedEmail) => await Grain.IsKeptAsync(await HashAsync(normalizedEmail));

    /// <summary>After the suspension of the member has ended.</summary>
    public Task ForgetAsync(long userId) => Grain.ForgetAsync(userId);

    private async Task<string> HashAsync(string normalizedEmail)
    {
        var offered = Convert.ToBase64String(_protector.Protect(RandomNumberGenerator.GetBytes(SecretBytes)));
        var secret = Open(Convert.FromBase64String(await Grain.SecretAsync(offered)));
        return Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(normalizedEmail)));
    }

    /// <summary>Also with keys that no longer sign anything new: what was hashed stays hashed.</summary>
    private byte[] Open(byte[] secret) =>
        ((IPersistedDataProtector)_protector).DangerousUnprotect(secret, ignoreRevocationErrors: true, out _, out _);
}
