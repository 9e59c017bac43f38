namespace Reviews.Storage.Compaction;

/// <summary>Replays a journal into fresh states and lets them write their snapshot.</summary>
internal interface IJournalCompactor
{
    /// <summary>False: nobody said what such journals are made of; they are not folded.</summary>
    bool Knows(string kind);

    /// <summary>Reads <paramref name="fold"/> as a journal and replaces it by its snapshot.</summary>
    Task FoldAsync(CompactingJournalStorage fold, CancellationToken cancellationToken);
}
