using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Reviews.Storage;

/// <summary>Checksums (XXH3, 64 bit) of everything stored, each seeded with the place that the bytes belong to.</summary>
internal static class Checksums
{
    public static ulong Of(ReadOnlySpan<byte> data, ulong seed) => XxHash3.HashToUInt64(data, unchecked((long)seed));

    /// <summary>The checksum of a few numbers.</summary>
    public static ulong Of(ulong seed, params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], numbers[i]);
        return Of(bytes, seed);
    }

    /// <summary>Seed of a segment.</summary>
    public static ulong Segment(ulong journal, long number) => Of(journal, number);

    /// <summary>Seed of a slice of a snapshot.</summary>
    public static ulong Slice(ulong journal, long snapshot, long number) => Of(journal, snapshot, number);

    /// <summary>Seed of a state record. A cleared one has the checksum of no bytes.</summary>
    public static ulong Record(string grain, string state, long etag) =>
        Of(Of(Encoding.UTF8.GetBytes(grain), Of(Encoding.UTF8.GetBytes(state), 1)), etag);
}
