using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// A name as a key: its UTF-8 bytes, so that only equal bytes are equal and a NUL is a byte like any other (PostgreSQL's text can't hold
/// one). A name too long for an index is truncated and its digest appended.
/// </summary>
internal readonly record struct PostgresKey
{
    /// <summary>A PostgreSQL index entry holds 2,704 bytes, which must fit two keys plus overhead.</summary>
    private const int MaxWhole = 1_024;

    private PostgresKey(byte[] bytes, byte[]? longName) => (Bytes, LongName) = (bytes, longName);

    /// <summary>What is indexed.</summary>
    public byte[] Bytes { get; }

    /// <summary>The full name if the key is truncated.</summary>
    public byte[]? LongName { get; }

    public static PostgresKey Of(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length <= MaxWhole) return new PostgresKey(bytes, null);

        // Longer than any untruncated key, so that it is never mistaken for one.
        return new PostgresKey([.. bytes.AsSpan(0, MaxWhole), .. SHA256.HashData(bytes)], bytes);
    }

    public static string Name(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
