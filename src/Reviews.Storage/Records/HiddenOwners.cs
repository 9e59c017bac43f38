using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.Records;

/// <summary>Hides whose record it is: the key of a name grain is an email, and a record stays under its key when it is cleared.</summary>
/// <remarks>
/// Stores from earlier versions hold such records under the plain key. They are found and written there; their ETags tell them apart.
/// </remarks>
internal static class HiddenOwners
{
    /// <summary>The grain type whose keys are hidden.</summary>
    private const string Names = "name";

    /// <summary>Prefix of the ETag of a record stored under its plain key.</summary>
    private const string PlainMark = "plain ";

    /// <summary>The owner to look up first; the grain itself when its key says nothing about a person.</summary>
    public static GrainId Of(GrainId grain) => grain.Type.ToString() == Names
        ? GrainId.Create(grain.Type, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grain.Key.ToString()!))))
        : grain;

    public static string MarkPlain(string etag) => PlainMark + etag;

    /// <summary>The owner and the ETag as the store knows them.</summary>
    public static (GrainId Owner, string? ETag) Resolve(GrainId grain, string? etag) =>
        etag is not null && etag.StartsWith(PlainMark, StringComparison.Ordinal) ? (grain, etag[PlainMark.Length..]) : (Of(grain), etag);
}
