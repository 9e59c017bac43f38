using System.IO.Hashing;
using System.Text;

namespace Reviews.Contracts.Catalogue;

/// <summary>Which shard lists a film. Fixed forever: shards keep their films under these numbers.</summary>
public static class CatalogueShards
{
    /// <summary>Shards, numbered from 0.</summary>
    public const int Count = 16;

    /// <summary>The shard that lists <paramref name="filmId"/>: 0 to 15.</summary>
    public static int Of(string filmId) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(filmId)) % Count);
}
