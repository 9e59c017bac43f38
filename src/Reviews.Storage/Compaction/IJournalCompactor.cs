namespace Reviews.Storage.Compaction;

/// <summary>Replays a journal into fresh states and lets them write their snapshot.</summary>
internal interface IJournalCompactor
{
    /// <summary>False: nobody said what such journals are made of; they are not compacted.</summary>
    bool Knows(string kind);

    /// <summary>Reads <paramref name="compaction"/> as a journal and replaces it by its snapshot.</summary>
    Task CompactAsync(CompactingJournalStorage compaction, CancellationToken cancellationToken);
}
