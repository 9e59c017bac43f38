namespace Reviews.Storage.Compaction;

/// <summary>Replays a journal into fresh states and has them write their snapshot.</summary>
internal interface IJournalCompactor
{
    /// <summary>False when no schema is registered for such journals; they are not compacted.</summary>
    bool Knows(string kind);

    /// <summary>Reads <paramref name="compaction"/> as a journal and replaces it with its snapshot.</summary>
    Task CompactAsync(CompactingJournalStorage compaction, CancellationToken cancellationToken);
}
