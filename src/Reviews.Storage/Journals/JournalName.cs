using System.Text;

namespace Reviews.Storage.Journals;

/// <summary>A journal's name, which is its grain's id: <c>type/key</c>.</summary>
internal sealed record JournalName(string Value)
{
    /// <summary>The grain type: everything before the first slash.</summary>
    public string Kind { get; } = Value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? Value[..slash] : Value;

    /// <summary>Seed of this journal's checksums, so that a row of another journal never passes as one of this journal's.</summary>
    public ulong Seed { get; } = Checksums.Of(Encoding.UTF8.GetBytes(Value), 0);
}
