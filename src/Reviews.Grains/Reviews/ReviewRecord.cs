using System.Collections.Immutable;
using Reviews.Contracts.Reviews;
using Reviews.Domain.Reviews;

namespace Reviews.Grains.Reviews;

/// <summary>A review as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("reviews.ReviewRecord")]
internal sealed partial record ReviewRecord
{
    /// <summary>The highest ticket served; 0: none.</summary>
    [Id(0)] public uint Ticket { get; init; }

    /// <summary>Grows with every change the film must be told about; 0: none yet.</summary>
    [Id(1)] public int Revision { get; init; }

    /// <summary>The text; null when it is withdrawn.</summary>
    [Id(2)] public PublicReview? Face { get; init; }

    /// <summary>What moderators decided; survives a withdrawal.</summary>
    [Id(3)] public ReviewState State { get; init; }

    /// <summary>Texts before this one, oldest first.</summary>
    [Id(4)] public ImmutableArray<EarlierReview> Earlier { get; init; } = [];

    /// <summary>Which of the author's public names is shown with the text.</summary>
    [Id(5)] public int NameNumber { get; init; }

    public StoredReview? Stored => Face is null ? null : new StoredReview(Face, State, Revision, Hidden);

    /// <summary>What lists show of a review, with the text cut.</summary>
    public static PublicReview Head(PublicReview review)
    {
        var head = ReviewText.Head(review.Body);
        return review with { Body = head, IsCut = head.Length < review.Body.Length };
    }

    /// <summary>Whether the text equals the draft's.</summary>
    public bool Holds(ReviewDraft draft) =>
        Face is { } review && review.Title == draft.Title && review.Body == draft.Body && review.Spoilers == draft.Spoilers;

    /// <summary>What the film is told.</summary>
    public ReviewNews News(long userId) => new(
        userId, Revision, Face?.CreatedAt ?? DateTimeOffset.UnixEpoch,
        Face is not null && State == ReviewState.Published ? Head(Face) : null);

    /// <summary>The record with a new text; the previous one is kept among the earlier ones.</summary>
    public ReviewRecord Write(ReviewDraft draft, long userId, string filmId) => (this with
    {
        Ticket = draft.Ticket,
        Revision = Revision + 1,
        State = StateOf(draft),
        TextRevision = Holds(draft) ? TextRevision : TextRevision + 1,
        Face = new PublicReview(
            userId, filmId, draft.DisplayName, 0, draft.Title, draft.Body, false, draft.Spoilers, 0, Face?.CreatedAt ?? draft.WrittenAt,
            Face is null ? null : draft.WrittenAt),
        Earlier = Face is null
            ? []
            : [.. Earlier.Skip(Earlier.Length - StoredReview.MaxEarlier + 1),
                new EarlierReview(Face.Title, Face.Body, Face.Spoilers, Face.EditedAt ?? Face.CreatedAt)],
        NameNumber = draft.NameNumber,
    }).Asking();

    /// <summary>The record with another public name; the same when it already has that one or a later one.</summary>
    public ReviewRecord Rename(ReviewerName name) =>
        Face is null || name.Number < NameNumber || (name.Number == NameNumber && name.DisplayName == Face.DisplayName) ? this
        : this with
        {
            NameNumber = name.Number,
            Face = Face with { DisplayName = name.DisplayName },
            Revision = Face.DisplayName == name.DisplayName ? Revision : Revision + 1,
        };

    /// <summary>The record without any text. A hidden review stays hidden; a pending one loses that state, since a rewrite counts as new.
    /// Reported texts are removed too, unless moderators have yet to decide on them.</summary>
    public ReviewRecord Withdraw(uint ticket) => this with
    {
        Ticket = ticket,
        Revision = Revision == 0 ? 0 : Revision + 1,
        State = State == ReviewState.Hidden ? ReviewState.Hidden : default,
        TextRevision = Face is null ? TextRevision : TextRevision + 1,
        Face = null,
        Earlier = [],
        NameNumber = 0,
        IsFirst = false,
        Reported = IsOpen ? Reported : [],
    };
}
