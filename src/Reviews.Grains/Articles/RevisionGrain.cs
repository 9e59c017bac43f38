using Reviews.Contracts.Articles;
using Reviews.Grains.Journals;

namespace Reviews.Grains.Articles;

/// <summary>The text of one earlier revision, by slug and number: <c>never-let-me-go/3</c>. Written once.</summary>
[Alias("reviews.IRevisionGrain")]
internal interface IRevisionGrain : IGrainWithStringKey
{
    /// <summary>Keeps the revision permanently. Idempotent.</summary>
    [Alias("Keep")]
    Task KeepAsync(ArticleRevision revision);

    /// <summary>The revision; null when it was never kept.</summary>
    [Alias("Read")]
    Task<ArticleRevision?> ReadAsync();
}

/// <summary>Keeps a revision in a state record.</summary>
[GrainType("article-revision")]
internal sealed class RevisionGrain([PersistentState("revision")] IPersistentState<RevisionRecord> state, IStoreHistory history)
    : StoreGrain(history), IRevisionGrain
{
    public Task KeepAsync(ArticleRevision revision) =>
        state.State.Revision is null ? this.WriteOrStepDownAsync(state, new RevisionRecord { Revision = revision }) : Task.CompletedTask;

    public Task<ArticleRevision?> ReadAsync() => Task.FromResult(state.State.Revision);
}

/// <summary>A revision as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.RevisionRecord")]
internal sealed record RevisionRecord
{
    /// <summary>Null: never kept.</summary>
    [Id(0)] public ArticleRevision? Revision { get; init; }
}
