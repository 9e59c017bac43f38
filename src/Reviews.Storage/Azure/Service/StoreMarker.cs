using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reviews.Storage.Azure.Service;

/// <summary>What stands in the container's marker: whose it is, and what this version must be able to read.</summary>
/// <param name="Format">The layout of blobs.</param>
/// <param name="Journals">The format of the journals' bytes.</param>
/// <param name="Cluster">The cluster that the store belongs to.</param>
/// <param name="Store">What tells this store from every other; null in a marker that was made before stores had ids.</param>
internal sealed record StoreMarker(int Format, string Journals, string Cluster, string? Store = null)
{
    /// <summary>Number of the layout of blobs. 1 had records of our own; since 2 they are where Orleans' provider of grain state has them.</summary>
    private const int ThisFormat = 2;

    public static StoreMarker Of(string cluster) => new(ThisFormat, StoreFormat.Journals, cluster);

    /// <summary>With an id; drawn now when there is none.</summary>
    public StoreMarker Named() => Store is null ? this with { Store = Guid.NewGuid().ToString("N") } : this;

    public BinaryData ToJson() => new(JsonSerializer.SerializeToUtf8Bytes(this, StoreMarkerJson.Default.StoreMarker));

    /// <summary>Null: no marker of ours.</summary>
    public static StoreMarker? Parse(BinaryData json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoreMarkerJson.Default.StoreMarker) is { Journals: not null, Cluster: not null } marker ? marker : null;
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
