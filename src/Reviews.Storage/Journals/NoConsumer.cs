using Orleans.Journaling;

namespace Reviews.Storage.Journals;

/// <summary>Reads a journal for its numbers only.</summary>
internal sealed class NoConsumer : IJournalStorageConsumer
{
    public static NoConsumer Instance { get; } = new();

    public void Read(JournalBufferReader buffer, IJournalMetadata? metadata) => buffer.Skip(buffer.Length);
}
