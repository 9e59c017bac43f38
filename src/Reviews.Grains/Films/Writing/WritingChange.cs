using Reviews.Contracts.Articles;

namespace Reviews.Grains.Films.Writing;

/// <summary>One change of what is written about a film.</summary>
[GenerateSerializer, Immutable, Alias("reviews.WritingChange")]
internal abstract record WritingChange;

/// <summary>An article is shown, or changed.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticlePut")]
internal sealed record ArticlePut([property: Id(0)] ArticleFace Article) : WritingChange;

/// <summary>An article is shown no more, as of this revision of it.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ArticleRemoved")]
internal sealed record ArticleRemoved([property: Id(0)] string Slug, [property: Id(1)] int Revision) : WritingChange;

/// <summary>Ends a snapshot: the revision that its changes led to.</summary>
[GenerateSerializer, Immutable, Alias("reviews.WritingRestored")]
internal sealed record WritingRestored([property: Id(0)] int Revision) : WritingChange;
