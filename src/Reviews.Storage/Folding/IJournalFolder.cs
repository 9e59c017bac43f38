namespace Reviews.Storage.Folding;

/// <summary>Replays a journal into fresh states and lets them write their snapshot.</summary>
internal interface IJournalFolder
{
    /// <summary>False: nobody said what such journals are made of; they are not folded.</summary>
    bool Knows(string kind);

    /// <summary>Reads <paramref name="fold"/> as a journal and replaces it by its snapshot.</summary>
    Task FoldAsync(FoldStorage fold, CancellationToken cancellationToken);
}
