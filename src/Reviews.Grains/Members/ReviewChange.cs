namespace Reviews.Grains.Members;

/// <summary>One change to a member's reviews and helpful votes.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewChange")]
internal abstract record ReviewChange([property: Id(0)] uint Ticket);

/// <summary>The member writes or withdraws a review; the review's grain may not have it yet.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewWished")]
internal sealed record ReviewIntended(
    uint Ticket, [property: Id(0)] string FilmId, [property: Id(1)] bool Stands, [property: Id(2)] uint At) : ReviewChange(Ticket);

/// <summary>Review and film have it.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewDone")]
internal sealed record ReviewDone(uint Ticket, [property: Id(0)] string FilmId, [property: Id(1)] bool Stands) : ReviewChange(Ticket);

/// <summary>The film turned out not to exist.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewForgotten")]
internal sealed record ReviewForgotten(uint Ticket, [property: Id(0)] string FilmId) : ReviewChange(Ticket);

/// <summary>The member says whether someone's review helped; the film may not have it yet.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MarkWished")]
internal sealed record HelpfulVoteIntended(
    uint Ticket, [property: Id(0)] string FilmId, [property: Id(1)] long ReviewerId, [property: Id(2)] bool? IsHelpful)
        : ReviewChange(Ticket);

/// <summary>The film has the helpful vote, or has no such review.</summary>
[GenerateSerializer, Immutable, Alias("reviews.MarkDone")]
internal sealed record MarkDone(
    uint Ticket, [property: Id(0)] string FilmId, [property: Id(1)] long ReviewerId, [property: Id(2)] bool Stands) : ReviewChange(Ticket);

/// <summary>The member is erased: films, reviews and this list no longer contain anything of theirs.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewsErased")]
internal sealed record ReviewsErased(uint Ticket) : ReviewChange(Ticket);

/// <summary>The ticket counter, in a snapshot.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewTickets")]
internal sealed record ReviewTickets(uint Ticket) : ReviewChange(Ticket);
