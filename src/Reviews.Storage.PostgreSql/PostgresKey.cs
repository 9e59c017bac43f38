using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.PostgreSql;

/// <summary>
/// A name as a key: its bytes in UTF-8, so that nothing but equal bytes is equal and a NUL is a byte like any other (PostgreSQL's text
/// can't hold one). A name that an index can't hold is cut, and its digest put behind.
/// </summary>
internal readonly record struct PostgresKey
{
    /// <summary>An index entry of PostgreSQL holds 2,704 bytes, and two keys with what is around them.</summary>
    private const int MaxWhole = 1_024;

    private PostgresKey(byte[] bytes, byte[]? longName) => (Bytes, LongName) = (bytes, longName);

    /// <summary>What is indexed.</summary>
    public byte[] Bytes { get; }

    /// <summary>The whole name when the key is not.</summary>
    public byte[]? LongName { get; }

    public static PostgresKey Of(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        if (bytes.Length <= MaxWhole) return new PostgresKey(bytes, null);

        // Longer than any whole key, so that it is never taken for one.
        return new PostgresKey([.. bytes.AsSpan(0, MaxWhole), .. SHA256.HashData(bytes)], bytes);
    }

    public static string Name(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
