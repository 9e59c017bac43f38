using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Reviews.Storage;

/// <summary>Checksums (XXH3, 64 bit) of everything stored, each seeded with the place the bytes belong to.</summary>
internal static class Checksums
{
    public static ulong Of(ReadOnlySpan<byte> data, ulong seed) => XxHash3.HashToUInt64(data, unchecked((long)seed));

    /// <summary>The checksum of a list of numbers.</summary>
    public static ulong Of(ulong seed, params ReadOnlySpan<long> numbers)
    {
        Span<byte> bytes = stackalloc byte[numbers.Length * sizeof(long)];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[(i * sizeof(long))..], numbers[i]);
        return Of(bytes, seed);
    }

    /// <summary>The seed for a segment.</summary>
    public static ulong Segment(ulong journal, long number) => Of(journal, number);

    /// <summary>The seed for a slice of a snapshot.</summary>
    public static ulong Slice(ulong journal, long snapshot, long number) => Of(journal, snapshot, number);

    /// <summary>The seed for a state record. A cleared record has the checksum of zero bytes.</summary>
    public static ulong Record(string grain, string state, long etag) =>
        Of(Of(Encoding.UTF8.GetBytes(grain), Of(Encoding.UTF8.GetBytes(state), 1)), etag);
}
