using System.Collections.Immutable;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Reviews.Contracts.Platform;

namespace Reviews.Api.Accounts.KeyRing;

/// <summary>The Data Protection keys, kept by a grain and held here as they were last read.</summary>
/// <remarks>The interface is synchronous. So keys are read ahead of need by <see cref="KeyRingLoader"/>, and only the keeping of a new
/// key waits for the grain: once in 90 days, and before the key is used.</remarks>
internal sealed class GrainXmlRepository(IGrainFactory grains) : IXmlRepository
{
    private readonly Lock gate = new();
    private ImmutableArray<string> elements = [];

    private IKeyRingGrain KeyRing => grains.GetGrain<IKeyRingGrain>(IKeyRingGrain.Key);

    /// <summary>Reads the ring from its grain.</summary>
    public async Task LoadAsync()
    {
        var read = await KeyRing.ReadAsync();
        lock (gate)
        {
            // A key that is being added right now may be missing from what was read a moment ago; it stays.
            elements = [.. read, .. elements.Except(read, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (gate)
        {
            return [.. elements.Select(element => XElement.Parse(element))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var text = element.ToString(SaveOptions.DisableFormatting);

        // Off the caller's context, so that the wait can't hold what the grain's answer needs to come in on.
        Task.Run(() => KeyRing.AddAsync(text)).GetAwaiter().GetResult();
        lock (gate)
        {
            elements = elements.Contains(text, StringComparer.Ordinal) ? elements : elements.Add(text);
        }
    }
}
