using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reviews.Storage.Azure.Service;

/// <summary>What stands in the container's marker: whose it is, and what this version must be able to read.</summary>
/// <param name="Format">The layout of blobs.</param>
/// <param name="Journals">The format of the journals' bytes.</param>
/// <param name="Cluster">The cluster that the store belongs to.</param>
/// <param name="Store">What tells this store from every other; null in a marker that was made before stores had ids.</param>
/// <param name="Incarnation">Raised by whoever puts another state in the place of the store's; 0 in a marker that does not say.</param>
internal sealed record StoreMarker(int Format, string Journals, string Cluster, string? Store = null, long Incarnation = 0)
{
    /// <summary>
    /// Number of the layout of blobs. 1 had records of our own; since 2 they are where Orleans' provider of grain state has them; since 3 a
    /// head tells more of its log, a log that was replaced says so at its end, and this marker tells the store's incarnation.
    /// </summary>
    private const int ThisFormat = 3;

    /// <summary>The layout before, which is read, and brought over when a store is opened.</summary>
    private const int EarlierFormat = 2;

    public static StoreMarker Of(string cluster) => new(ThisFormat, StoreFormat.Journals, cluster);

    /// <summary>Whether this version reads what is there.</summary>
    [JsonIgnore]
    public bool IsReadable => Format is ThisFormat or EarlierFormat && Journals == StoreFormat.Journals;

    /// <summary>As this version writes it: in its format, and with an id, drawn now when there is none.</summary>
    public StoreMarker BroughtOver() => this with { Format = ThisFormat, Store = Store ?? Guid.NewGuid().ToString("N") };

    public BinaryData ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, StoreMarkerJson.Default.StoreMarker));

    /// <summary>Null: no marker of ours.</summary>
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
