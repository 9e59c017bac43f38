using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reviews.Storage.Azure.Service;

/// <summary>The content of the container's marker: who owns it, and what this version must be able to read.</summary>
/// <param name="Format">The blob layout version.</param>
/// <param name="Journals">The format of the journals' bytes.</param>
/// <param name="Cluster">The cluster the store belongs to.</param>
/// <param name="Store">The store's unique id; null in a marker created before stores had ids.</param>
/// <param name="Incarnation">Raised by whoever replaces the store's state with another; 0 in a marker without one.</param>
internal sealed record StoreMarker(int Format, string Journals, string Cluster, string? Store = null, long Incarnation = 0)
{
    /// <summary>
    /// Version of the blob layout. 1 had our own record format; since 2, records are where Orleans' grain state provider puts them; since
    /// 3, a head says more about its log, a replaced log says so at its end, and this marker holds the store's incarnation.
    /// </summary>
    private const int ThisFormat = 3;

    /// <summary>The previous layout, which can be read, and is upgraded when a store is opened.</summary>
    private const int EarlierFormat = 2;

    public static StoreMarker Of(string cluster) => new(ThisFormat, StoreFormat.Journals, cluster);

    /// <summary>Whether this version can read what is there.</summary>
    [JsonIgnore]
    public bool IsReadable => Format is ThisFormat or EarlierFormat && Journals == StoreFormat.Journals;

    /// <summary>As this version writes it: in the current format, and with an id, drawn now if there is none.</summary>
    public StoreMarker BroughtOver() => this with { Format = ThisFormat, Store = Store ?? Guid.NewGuid().ToString("N") };

    public BinaryData ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, StoreMarkerJson.Default.StoreMarker));

    /// <summary>Null if it is not one of our markers.</summary>
    public static StoreMarker? Parse(BinaryData json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreMarkerJson.Default.StoreMarker) is { Journals: not null, Cluster: not null } marker
                ? marker
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StoreMarker))]
internal sealed partial class StoreMarkerJson : JsonSerializerContext;
