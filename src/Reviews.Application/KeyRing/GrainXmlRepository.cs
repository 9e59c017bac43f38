using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Reviews.Contracts.Platform;
using Reviews.Hosting;

namespace Reviews.Application.KeyRing;

/// <summary>The Data Protection keys: stored by a grain, and held here as last read.</summary>
/// <remarks>The interface is synchronous. So keys are read ahead of need by <see cref="KeyRingLoader"/>, and only the keeping of a new
/// key waits for the grain: once in 90 days, and before the key is used.</remarks>
internal sealed partial class GrainXmlRepository(IGrainFactory grains, ILogger<GrainXmlRepository> logger) : IXmlRepository
{
    private static readonly XName KeyElement = "key";
    private static readonly XName EncryptedSecret = XName.Get("encryptedSecret", "http://schemas.asp.net/2015/03/dataProtection");

    private readonly Lock _gate = new();
    private ImmutableArray<string> _elements = [];

    private IKeyRingGrain KeyRing => grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key);

    /// <summary>Reads the ring from its grain.</summary>
    public async Task LoadAsync()
    {
        var read = await KeyRing.ReadAsync();
        lock (_gate)
        {
            // A key that is being added right now may be missing from what was read a moment ago; it stays.
            _elements = [.. read, .. _elements.Except(read, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            return [.. _elements.Select(element => XElement.Parse(element)).Where(IsGood)];
        }
    }

    /// <summary>
    /// Removes the keys that are stored unencrypted, as earlier releases left them. Anyone who has read one could sign with it, so it is
    /// not worth encrypting.
    /// </summary>
    /// <returns>How many there were.</returns>
    public async Task<int> RemovePlainAsync()
    {
        ImmutableArray<string> plain;
        lock (_gate)
        {
            plain = [.. _elements.Where(element => !IsGood(XElement.Parse(element)))];
            _elements = _elements.RemoveRange(plain);
        }

        foreach (var element in plain) await KeyRing.RemoveAsync(element);
        return plain.Length;
    }

    /// <summary>
    /// A key that is not encrypted with a certificate is ignored: anyone who can read the store could sign with it.
    /// </summary>
    private static bool IsGood(XElement element) => element.Name != KeyElement
        || (element.Descendants(EncryptedSecret).Any() && element.Descendants(EncryptedSecret).All(IsByCertificate));

    private static bool IsByCertificate(XElement secret) =>
        ((string?)secret.Attribute("decryptorType"))?.Split(',')[0] == typeof(EncryptedXmlDecryptor).FullName;

    public void StoreElement(XElement element, string friendlyName)
    {
        var text = element.ToString(SaveOptions.DisableFormatting);

        // Off the caller's context, so that the wait can't hold what the grain's answer needs to come in on.
        Task.Run(() => AddAsync(text)).GetAwaiter().GetResult();
        lock (_gate)
        {
            _elements = _elements.Contains(text, StringComparer.Ordinal) ? _elements : _elements.Add(text);
        }
    }

    /// <summary>
    /// With a damaged ring nobody could sign in, so a key is then kept in memory only, and is lost when this process ends.
    /// </summary>
    private async Task AddAsync(string text)
    {
        try
        {
            await KeyRing.AddAsync(text);
        }
        catch (Exception exception) when (StoreErrors.DamagedName(exception) is not null)
        {
            LogKeptHere();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The key ring is damaged; a key was created for this process alone.")]
    private partial void LogKeptHere();
}
