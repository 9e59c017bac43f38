namespace Reviews.Storage.Azure.Records;

/// <summary>The content of a state record's blob.</summary>
/// <param name="Grain">Whose record it is.</param>
/// <param name="State">Which of its records.</param>
/// <param name="Write">Unique to the write, so that a writer can recognise its own.</param>
/// <param name="Data">The serialized state; null if cleared. A cleared record stays, so that no slot is ever free again.</param>
internal sealed record BlobRecord(GrainId Grain, string State, ulong Write, byte[]? Data)
{
    public string Name => NameOf(Grain, State);

    public static string NameOf(GrainId grain, string state) => $"{grain}#{state}";
}
