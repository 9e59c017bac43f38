namespace Reviews.Storage.Azure.Records;

/// <summary>What the blob of a state record holds.</summary>
/// <param name="Grain">Whose record it is.</param>
/// <param name="State">Which of its records.</param>
/// <param name="Write">A number of the write's own: by it a writer finds that what stands there is what it wrote.</param>
/// <param name="Data">The state, serialized; null: cleared. A cleared record stays, so that no slot is ever free again.</param>
internal sealed record BlobRecord(GrainId Grain, string State, ulong Write, byte[]? Data)
{
    public string Name => NameOf(Grain, State);

    public static string NameOf(GrainId grain, string state) => $"{grain}#{state}";
}
