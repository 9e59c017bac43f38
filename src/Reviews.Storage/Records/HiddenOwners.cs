using System.Security.Cryptography;
using System.Text;

namespace Reviews.Storage.Records;

/// <summary>
/// Whose record it is, without saying so: the key of a name is an email, and a record stays under its key when it is cleared.
/// </summary>
/// <remarks>
/// Stores of earlier versions hold such records under the key itself. They are found there and written there; their ETags tell which they
/// are.
/// </remarks>
internal static class HiddenOwners
{
    /// <summary>The grain type whose keys are hidden.</summary>
    private const string Names = "name";

    /// <summary>What stands before the ETag of a record under the key itself.</summary>
    private const string PlainMark = "plain ";

    /// <summary>The owner to look for first; the grain itself when its key says nothing about a person.</summary>
    public static GrainId Of(GrainId grain) => grain.Type.ToString() == Names
        ? GrainId.Create(grain.Type, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(grain.Key.ToString()!))))
        : grain;

    public static string MarkPlain(string etag) => PlainMark + etag;

    /// <summary>The owner and the ETag that the store knows.</summary>
    public static (GrainId Owner, string? ETag) Resolve(GrainId grain, string? etag) =>
        etag is not null && etag.StartsWith(PlainMark, StringComparison.Ordinal) ? (grain, etag[PlainMark.Length..]) : (Of(grain), etag);
}
